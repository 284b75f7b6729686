import type { Finding, FindingLog } from '../../core/finding.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** What head's readers and model say and base's do not: a review need not repeat what was true before. */
export function addNewFindings(base: EstimateDocument, head: EstimateDocument, findings: FindingLog): void {
  const known = new Set(base.findings.map(keyOf));
  for (const each of head.findings) if (!known.has(keyOf(each))) findings.push(each as Finding);
}

/** Places and figures in a message move with every edit, so code and subject decide. */
const keyOf = ({ code, subject }: EstimateDocument['findings'][number]): string => `${code}\u0000${subject}`;
