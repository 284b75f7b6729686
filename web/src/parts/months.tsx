import type { ForecastDocument } from '../api/queries.ts';
import { moneyText } from '../format/text.ts';
import { ChartBox } from './chart-box.tsx';
import { roundStep } from './stacked-days.tsx';

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [720, 220, 64, 24];

/** Cost of each coming month with its interval, against the budgets that cover everything; the axis begins at zero. */
export function Months(props: {
  readonly months: ForecastDocument['months'];
  readonly currency: string;
  readonly budget: string | undefined;
}) {
  const { months, currency, budget } = props;
  const most = Math.max(...months.map(({ high }) => Number(high)), Number(budget ?? 0), 1);
  const tick = roundStep(most);
  const top = Math.max(most * 1.1, Math.ceil(most / tick) * tick * 1.06);
  const y = (amount: string | number): number => (HEIGHT - BOTTOM) * (1 - Number(amount) / top);
  const step = (WIDTH - LEFT) / Math.max(1, months.length);
  const isBound = months.some(({ unknownLines }) => unknownLines > 0);
  const label = `Cost of the next ${months.length} months${isBound ? ', at least' : ''}`;
  return (
    <figure className="months">
      <ChartBox label={label} width={WIDTH} height={HEIGHT}>
        {Array.from({ length: Math.floor(top / tick) + 1 }, (_, index) => index * tick).map((amount) => (
          <g key={amount}>
            <line className="grid" x1={LEFT} x2={WIDTH} y1={y(amount)} y2={y(amount)} />
            <text className="axis" x={LEFT - 8} y={y(amount) + 4} textAnchor="end">
              {moneyText(String(amount), currency).replace(/\.00$/, '')}
            </text>
          </g>
        ))}
        {months.map(({ month, monthly, baseline, low, high }, index) => {
          const x = LEFT + step * index + step * 0.2;
          const width = step * 0.6;
          const middle = x + width / 2;
          return (
            <g key={month}>
              <title>{`${month}: ${moneyText(monthly, currency)} (${moneyText(low, currency)} to ${moneyText(high, currency)})`}</title>
              <rect
                className="bar-usage"
                x={x}
                width={width}
                y={y(monthly)}
                height={Math.max(0, y(baseline) - y(monthly))}
              />
              <rect className="bar-base" x={x} width={width} y={y(baseline)} height={y(0) - y(baseline)} />
              {low !== high && (
                <path
                  className="whisker"
                  d={`M${middle} ${y(low)}V${y(high)}M${middle - 4} ${y(low)}h8M${middle - 4} ${y(high)}h8`}
                />
              )}
              <text className="axis" x={middle} y={HEIGHT - 6} textAnchor="middle">
                {month.slice(5) === '01' || index === 0 ? month : month.slice(5)}
              </text>
            </g>
          );
        })}
        {budget !== undefined && <line className="budget" x1={LEFT} x2={WIDTH} y1={y(budget)} y2={y(budget)} />}
      </ChartBox>
      <figcaption className="legend">
        <span className="key-base">hours, attachments, zones</span>
        <span className="key-usage">bytes</span>
        {budget !== undefined && <span className="key-budget">budget {moneyText(budget, currency)}</span>}
        <span>whisker: the interval of the forecast{isBound ? '; unknown lines are left out: at least' : ''}</span>
      </figcaption>
    </figure>
  );
}
