import { FINDINGS, type FindingCode } from '../../core/errors.ts';
import type { Finding, Severity } from '../../core/finding.ts';
import { markdownText } from '../formats/markdown-text.ts';
import { counted } from '../words.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** Findings of one kind: a line, and the list behind it where there are several. */
export interface FindingGroup {
  readonly line: string;
  readonly items: readonly string[];
}

/** Findings by kind, the gravest first. */
export function findingGroups(
  findings: readonly Finding[],
  omitted: Readonly<Record<string, number>>,
): readonly FindingGroup[] {
  const byCode = Map.groupBy(
    findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]),
    ({ code }) => code,
  );
  return [...byCode].map(([code, group]) => {
    const [first] = group;
    const more = omitted[code] ?? 0;
    const sign = first ? SIGNS[first.severity] : '';
    if (first && group.length + more === 1)
      return { line: `${sign} ${code}: ${markdownText(first.message)}`, items: [] };
    return {
      line: `${sign} ${code}: ${group.length + more} times: ${titleOf(code)}`,
      items: group.map(({ message }) => `- ${markdownText(message)}`),
    };
  });
}

const titleOf = (code: string): string => markdownText(FINDINGS[code as FindingCode]?.title ?? 'a finding');

/** "2 warnings, 1 remark". */
export function severities(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const parts = [
    [count('error'), 'error'],
    [count('warning'), 'warning'],
    [count('info'), 'remark'],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [counted(number, word)])).join(', ');
}
