import { type CostKey, type SeriesDay, useCostDays } from '../api/queries.ts';
import { amountText, counted, moneyText } from '../format/text.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { NOBODY, OTHERS, type Stack, StackedBars, stackOfDay } from '../parts/stacked-days.tsx';
import { Loaded } from '../parts/states.tsx';

/** What each month cost by value: the days that are known, added up. */
export function Trend({ by }: { readonly by: CostKey }) {
  const costs = useCostDays(by, true);
  if (costs.fetchStatus === 'idle' && costs.data === undefined) {
    return <p className="muted">A file has no months before. Scans are added up by day.</p>;
  }
  return (
    <Loaded query={costs} what="the months">
      {({ days }) => {
        const currency = days[0]?.currency;
        if (currency === undefined) return <p className="muted">No scan has added up costs yet. The next one does.</p>;
        const months = monthsOf(days.filter((day) => day.currency === currency));
        return (
          <>
            <StackedBars label="Spend by month" stacks={months} currency={currency} unit="of the days known" />
            <DataTable label="Spend by month" rows={rowsOf(months)} columns={columnsOf(months, currency)} />
          </>
        );
      }}
    </Loaded>
  );
}

interface Month extends Stack {
  readonly days: number;
}

function monthsOf(days: readonly SeriesDay[]): readonly Month[] {
  return [...Map.groupBy(days, ({ day }) => day.slice(0, 7))].map(([month, own]) => {
    const amounts = new Map<string, number>();
    for (const { parts } of own.map(stackOfDay)) {
      for (const { value, amount } of parts) amounts.set(value, (amounts.get(value) ?? 0) + amount);
    }
    return {
      name: month,
      label: month,
      days: own.length,
      parts: [...amounts].map(([value, amount]) => ({ value, amount })),
      total: own.reduce((all, { perDay }) => all + Number(perDay), 0),
      unknownLines: Math.max(...own.map(({ total }) => total.unknownLines)),
    };
  });
}

interface Row {
  readonly value: string;
  readonly amounts: ReadonlyMap<string, number>;
}

function rowsOf(months: readonly Month[]): readonly Row[] {
  const values = [...new Set(months.flatMap(({ parts }) => parts.map(({ value }) => value)))];
  const last = months.at(-1)?.name ?? '';
  const rows = values.map((value) => ({
    value,
    amounts: new Map(months.map(({ name, parts }) => [name, parts.find((part) => part.value === value)?.amount ?? 0])),
  }));
  const rank = ({ value }: Row): number => (value === NOBODY ? 0 : value === OTHERS ? 2 : 1);
  return rows.sort((a, b) => rank(a) - rank(b) || (b.amounts.get(last) ?? 0) - (a.amounts.get(last) ?? 0));
}

const columnsOf = (months: readonly Month[], currency: string): readonly Column<Row>[] => [
  { id: 'value', header: 'Who', accessorKey: 'value' },
  ...months.map(
    ({ name, days, total, unknownLines }): Column<Row> => ({
      id: name,
      header: `${name}, ${counted(days, 'day')}: ${amountText(total.toFixed(2), unknownLines, currency)}`,
      accessorFn: ({ amounts }) => amounts.get(name) ?? 0,
      meta: { number: true },
      cell: ({ row: { original } }) => moneyText((original.amounts.get(name) ?? 0).toFixed(2), currency),
    }),
  ),
];
