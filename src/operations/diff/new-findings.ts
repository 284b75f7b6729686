import type { Finding, FindingLog } from '../../core/finding.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import type { EstimateDocument } from '../../report/report.ts';
import type { Pair } from '../shared/match.ts';

/** What head's readers and model say and base's do not: a review need not repeat what was true before. */
export function addNewFindings(
  base: EstimateDocument,
  head: EstimateDocument,
  pairs: readonly Pair<{ readonly id: string }>[],
  newlyUnknown: DiffDocument['newlyUnknown'],
  findings: FindingLog,
): void {
  const formerly = new Map(pairs.map((pair) => [pair.head?.id, pair.base?.id]));
  const known = new Set(base.findings.map((each) => keyOf(each.code, each.subject)));
  const told = new Set(newlyUnknown.map((each) => each.id));
  for (const each of head.findings) {
    const before = keyOf(each.code, formerly.get(each.subject) ?? each.subject);
    if (known.has(before) || (each.code === 'TG1203' && told.has(each.subject))) continue;
    findings.push(each as Finding);
  }
}

/** Places and figures in a message move with every edit, so code and subject decide. */
const keyOf = (code: string, subject: string): string => `${code}\u0000${subject}`;
