import { type SeriesDay, useCostDays } from '../api/queries.ts';
import { amountText, moneyText } from '../format/text.ts';
import { StackedBars, stackOfDay } from '../parts/stacked-days.tsx';
import { Loaded } from '../parts/states.tsx';

const HOURS_OF_DAY = 24;
const HOURS_OF_MONTH = 730;

/** What the network cost by day, stacked by team, against the budget of everything. */
export function SpendByDay({ budget }: { readonly budget: string | undefined }) {
  const costs = useCostDays('team');
  if (costs.fetchStatus === 'idle' && costs.data === undefined) {
    return <p className="muted">A file has one state. Scans are added up by day: run one with POST /v1/scans.</p>;
  }
  return (
    <Loaded query={costs} what="the costs by day">
      {({ days }) => {
        const [first] = days;
        if (first === undefined) return <p className="muted">No scan has added up costs yet. The next one does.</p>;
        const own = days.filter(({ currency }) => currency === first.currency);
        const limit = budget === undefined ? undefined : (Number(budget) * HOURS_OF_DAY) / HOURS_OF_MONTH;
        return (
          <>
            <StackedBars
              label={`Spend by day, ${first.day} to ${own.at(-1)?.day}`}
              stacks={own.map((day) => ({ ...stackOfDay(day), label: day.day.slice(5) }))}
              currency={first.currency}
              limit={limit}
              unit="a day"
            />
            <Table days={own} />
          </>
        );
      }}
    </Loaded>
  );
}

const LATEST = 14;

function Table({ days }: { readonly days: readonly SeriesDay[] }) {
  return (
    <details className="cost">
      <summary>
        <span>As a table, the last {Math.min(LATEST, days.length)} days</span>
      </summary>
      <ul className="lines">
        {days
          .toReversed()
          .slice(0, LATEST)
          .map(({ day, perDay, total, currency, carried }) => (
            <li key={day}>
              <span>
                {day}
                {carried.length > 0 && <span className="muted"> not scanned: {carried.join(', ')} as before</span>}
              </span>
              <span className="number" title={total.monthly}>
                {amountText(perDay, total.unknownLines, currency)}
              </span>
              <span className="muted">{moneyText(total.monthly, currency)} a month</span>
            </li>
          ))}
      </ul>
    </details>
  );
}
