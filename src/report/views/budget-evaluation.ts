import { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import type { BudgetEvaluation } from '../budget-document.ts';
import { centsCell } from '../cells.ts';
import type { View } from '../view.ts';
import { counted } from '../words.ts';

/** What people see of budgets: which are crossed, by which figure. */
export function viewBudgetEvaluation({ budgets }: BudgetEvaluation): View {
  const of = (state: string): number => budgets.filter((budget) => budget.state === state).length;
  const unknown = of('unknown') === 0 ? '' : `, ${of('unknown')} not fully known`;
  const cents = (amount: Decimal): string => centsCell(amount.toDecimalPlaces(2));
  return {
    title: 'Budgets',
    headline: `${counted(budgets.length, 'budget')}: ${of('crossed') === 0 ? 'none' : of('crossed')} crossed${unknown}`,
    sections: [
      {
        title: 'Thresholds',
        table: {
          columns: [
            { title: 'Budget', align: 'left' },
            { title: 'On', align: 'left' },
            { title: 'Share', align: 'right' },
            { title: 'Limit', align: 'right' },
            { title: 'Spent', align: 'right' },
            { title: 'Currency', align: 'left' },
            { title: 'State', align: 'left' },
          ],
          rows: budgets.flatMap(({ name, currency, thresholds }) =>
            thresholds.map(({ on, share, limit, spent, state, unknownLines }) => [
              name,
              on,
              share,
              cents(new Decimal(limit)),
              spent === null ? 'unknown' : Amount.of(spent, unknownLines).cell(cents),
              currency,
              state,
            ]),
          ),
        },
      },
    ],
    findings: [],
    footnote:
      'Run-rate is what the network costs a month as it stands, at list price; actual is what the bill charges the endpoints in scope.',
  };
}
