import { Decimal } from '../../core/decimal.ts';
import type { PlanDocument } from '../plan-document.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';

/** Rows that are told one by one; what is alike is counted together. */
const MOST_NAMES = 3;

/** What the plan left out for a missing fact: how much money it concerns and what to give. Entries alike are one row. */
export function undecidedSection({ undecided, currency }: PlanDocument): readonly Section[] {
  if (undecided.length === 0) return [];
  const groups = [...Map.groupBy(undecided, (each) => `${each.kind} ${each.reason} ${each.give}`).values()];
  return [
    {
      title: 'Not decided',
      text: ['The plan leaves these as they are; its proof holds for the rest.'],
      table: {
        columns: [
          { title: 'What', align: 'left' },
          { title: 'Because', align: 'left' },
          { title: 'Give', align: 'left' },
          { title: 'Concerns a month', align: 'right' },
        ],
        rows: groups.map((same) => {
          const [first] = same;
          const names = same.slice(0, MOST_NAMES).map((each) => each.subject);
          const more = same.length > MOST_NAMES ? ` and ${same.length - MOST_NAMES} more` : '';
          const monthly = same.reduce((all, each) => all.plus(each.monthly), new Decimal(0));
          const least = same.some((each) => each.unknownLines > 0) ? 'at least ' : '';
          return [
            `${names.join(', ')}${more}`,
            first?.reason ?? '',
            (first?.give ?? '').replaceAll('`', ''),
            `${least}${money(monthly.toFixed(2), currency)}`,
          ];
        }),
      },
    },
  ];
}
