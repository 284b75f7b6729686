import type { EstimateDocument, LineDocument } from '../report.ts';
import { counted, STATUS_NAMES } from '../words.ts';

/** What the total leaves out, in words: "4 lines are left out (3 usage unknown, 1 price unknown)"; empty where nothing is. */
export function leftOutText({ endpoints, resources, totals }: EstimateDocument): string {
  if (totals.unknownLines === 0) return '';
  const counts = new Map<LineDocument['status'], number>();
  for (const { lines } of [...endpoints, ...resources])
    for (const { status } of lines) counts.set(status, (counts.get(status) ?? 0) + 1);
  const reasons = (['usage-unknown', 'price-unknown', 'unsupported'] as const).flatMap((status) => {
    const count = counts.get(status);
    return count === undefined ? [] : [`${count} ${STATUS_NAMES[status]}`];
  });
  const verb = totals.unknownLines === 1 ? 'is' : 'are';
  return `${counted(totals.unknownLines, 'line')} ${verb} left out (${reasons.join(', ')})`;
}
