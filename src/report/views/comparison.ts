import { Decimal } from '../../core/decimal.ts';
import type { Finding } from '../../core/finding.ts';
import { atLeast } from '../cells.ts';
import type { ComparisonDocument } from '../comparison-document.ts';
import { lineChart } from '../line-chart.ts';
import type { Table, View } from '../view.ts';
import { counted, money } from '../words.ts';

/** What people see of a comparison: every variant side by side, and when one overtakes the other. */
export function viewComparison(document: ComparisonDocument): View {
  const { variants, breakEvens, cheapest, growth, currency, findings } = document;
  const months = variants[0]?.months.length ?? 0;
  return {
    title: 'Comparison',
    headline:
      cheapest === null
        ? 'Cannot determine the cheapest scenario: some lines are unknown'
        : `${cheapest} costs least over ${counted(months, 'month')}`,
    sections: [
      ...(months < 2 ? [] : [{ title: 'By month', picture: chartOf(document) }]),
      { title: 'Break-even', text: breakEvens.map(breakEvenText) },
      { title: 'Variants', table: monthsTable(document) },
    ],
    findings: findings as readonly Finding[],
    footnote: `Bytes grow by ${new Decimal(growth).times(100).toFixed()} % a month, hours do not. Amounts in ${currency} at ${variants.some((each) => each.list !== undefined) ? 'what is paid' : 'list price'}.`,
    records: () => recordsOf(document),
  };
}

function monthsTable({ variants }: ComparisonDocument): Table {
  const cell = (amount: string, unknown: number): string =>
    atLeast(new Decimal(amount).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN), unknown);
  const listRow = variants.some((each) => each.list !== undefined)
    ? [['At list price', ...variants.map(({ list, total, unknownLines }) => cell(list ?? total, unknownLines))]]
    : [];
  return {
    columns: [
      { title: 'Month', align: 'right' },
      ...variants.map(({ name }) => ({ title: name, align: 'right' as const })),
    ],
    rows: [
      ...(variants[0]?.months ?? []).map(({ month }, index) => [
        String(month),
        ...variants.map(({ months, unknownLines }) => cell(months[index]?.monthly ?? '0', unknownLines)),
      ]),
      ...listRow,
    ],
    footer: ['All', ...variants.map(({ total, unknownLines }) => cell(total, unknownLines))],
  };
}

/** The course of every scenario, with the months from which another one is cheaper. */
function chartOf({ variants, breakEvens, currency }: ComparisonDocument): string {
  const months = variants[0]?.months ?? [];
  return lineChart({
    title: `Monthly cost in ${currency}, by month`,
    lines: variants.map(({ name, unknownLines, months: own }) => ({
      name: unknownLines === 0 ? name : `${name} (at least)`,
      values: own.map(({ monthly }) => new Decimal(monthly).toNumber()),
    })),
    marks: breakEvens.flatMap(({ to, month }) =>
      month === null ? [] : [{ name: `${to} is cheaper from month ${month}`, at: month - 1 }],
    ),
    value: (value) => money(new Decimal(value).toFixed(0), currency),
    ends: ['month 1', `month ${months.length}`],
  });
}

function breakEvenText({ from, to, month, cumulativeMonth }: ComparisonDocument['breakEvens'][number]): string {
  if (month === null) return `${from} stays at or below ${to} in every month.`;
  const paidBack =
    cumulativeMonth === null ? 'not paid back within these months' : `paid back by month ${cumulativeMonth}`;
  return `${to} is cheaper than ${from} from month ${month} on, ${paidBack}.`;
}

const recordsOf = ({ variants }: ComparisonDocument): Table => ({
  columns: ['variant', 'month', 'monthly', 'cumulative', 'unknown_lines'].map((title, index) => ({
    title,
    align: index === 0 ? 'left' : 'right',
  })),
  rows: variants.flatMap(({ name, months, unknownLines }) =>
    months.map(({ month, monthly, cumulative }) => [name, String(month), monthly, cumulative, String(unknownLines)]),
  ),
});
