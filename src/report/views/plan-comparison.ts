import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { frontierPicture } from '../frontier-picture.ts';
import type { PlanDocument } from '../plan-document.ts';
import type { Section } from '../view.ts';
import { counted, money } from '../words.ts';

/** Designs for the same traffic, and cost against resilience. */
export function comparisonSections({ comparison, currency }: PlanDocument): readonly Section[] {
  if (!comparison) return [];
  const amount = (value: string): string => money(new Decimal(value).toFixed(2), currency);
  const signed = (value: string): string =>
    `${new Decimal(value).isNegative() ? '-' : '+'}${money(new Decimal(value).abs().toFixed(2), currency)}`;
  const rows: (readonly [string, string, string])[] = [
    ['today', amount(comparison.today), 'as it stands'],
    ['the plan', amount(comparison.plan), 'the cheapest that keeps every rule'],
    ...comparison.designs.map(({ name, monthly, unknownLines, note }): [string, string, string] => [
      name.replaceAll('-', ' '),
      monthly === undefined ? 'unknown' : Amount.of(monthly, unknownLines).words((known) => amount(known.toFixed())),
      note,
    ]),
  ];
  return [
    {
      title: 'Designs compared',
      text: ['What the traffic that was decided on costs a month in each design; what no design changes is left out.'],
      table: {
        columns: [
          { title: 'Design', align: 'left' },
          { title: 'Costs a month', align: 'right' },
          { title: 'What it is', align: 'left' },
        ],
        rows,
      },
    },
    {
      title: 'Cost against resilience',
      text: ['The cheapest network in which every endpoint that can keeps the zone floor, against today.'],
      table: {
        columns: [
          { title: 'Zone floor', align: 'left' },
          { title: 'Without NAT', align: 'right' },
          { title: 'NAT allowed', align: 'right' },
        ],
        rows: [1, 2, 3].map((minAzs) => [
          counted(minAzs, 'zone'),
          ...[false, true].map((nat) => {
            const point = comparison.frontier.find((each) => each.minAzs === minAzs && each.nat === nat);
            return point ? signed(point.change) : '';
          }),
        ]),
      },
      ...(comparison.frontier.length > 0 && { picture: frontierPicture(comparison.frontier, signed) }),
    },
  ];
}
