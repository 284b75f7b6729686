import { Decimal, sum } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { atLeast } from '../cells.ts';
import type { EstimateDocument } from '../report.ts';
import type { Section } from '../view.ts';
import { grouped } from '../words.ts';

/** Cost by VPC, account, service or tag: each list adds up to the printed total. */
export function groupSections({ groups = [], currency, totals }: EstimateDocument): readonly Section[] {
  return groups.map(({ by, entries }) => {
    const exact = entries.map((entry) => new Decimal(entry.monthly));
    const cents = roundToTotal(exact, 2);
    return {
      title: `Cost by ${by}`,
      table: {
        columns: [
          { title: by, align: 'left' },
          { title: 'Endpoints', align: 'right' },
          { title: 'Lines left out', align: 'right' },
          { title: `Monthly ${currency}`, align: 'right' },
        ],
        rows: entries.map((entry, index) => [
          entry.value === '' ? '(none)' : entry.value,
          grouped(String(entry.endpoints)),
          grouped(String(entry.unknownLines)),
          atLeast(cents[index] ?? sum(exact), entry.unknownLines),
        ]),
        footer: ['Total', '', grouped(String(totals.unknownLines)), atLeast(sum(cents), totals.unknownLines)],
      },
    };
  });
}
