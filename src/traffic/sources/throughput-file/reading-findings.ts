import { type Finding, finding } from '../../../core/finding.ts';
import type { OpenThroughput } from './open-throughput.ts';
import { REJECTIONS } from './schema.ts';

/** What reading throughput files has to say: rows left out, and times read as UTC for want of an offset. */
export function readingFindings(
  { rejected, withoutOffset }: Pick<OpenThroughput, 'rejected' | 'withoutOffset'>,
  from: string,
): readonly Finding[] {
  const findings = [...rejected].map(([reason, rows]) => {
    const what = rows === 1 ? '1 row was' : `${rows} rows were`;
    return finding('TG1205', from, `${what} rejected: ${REJECTIONS[reason]}.`, { file: from });
  });
  if (withoutOffset === 0) return findings;
  const what =
    withoutOffset === 1
      ? 'The time of 1 row names no offset from UTC and counts as UTC.'
      : `The times of ${withoutOffset} rows name no offset from UTC and count as UTC.`;
  return [...findings, finding('TG3076', from, what, { file: from })];
}
