import type { Finding, Severity } from '../../core/finding.ts';
import type { View } from '../view.ts';

/** Findings of one code shown before the rest of them are only counted. */
const SHOWN_PER_CODE = 5;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

export interface FindingSummary {
  readonly shown: readonly Finding[];
  /** Sentences about what is not shown. */
  readonly rest: readonly string[];
}

/** Findings by severity, gravest first; repeats of one code are counted after the first few unless `all` are wanted. */
export function summarise({ findings, findingsOmitted = 0 }: View, all: boolean): FindingSummary {
  const byCode = Map.groupBy(
    findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]),
    (finding) => finding.code,
  );
  const shown: Finding[] = [];
  const rest: string[] = [];
  for (const [code, group] of byCode) {
    const limit = all ? group.length : SHOWN_PER_CODE;
    shown.push(...group.slice(0, limit));
    if (group.length > limit) rest.push(`${code}: ${group.length - limit} more like it.`);
  }
  if (findingsOmitted > 0) rest.push(`${findingsOmitted} further findings were counted but not kept.`);
  return { shown, rest };
}
