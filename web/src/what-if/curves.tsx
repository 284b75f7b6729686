import type { ComparisonDocument } from '../../../src/report/comparison-document.ts';
import { moneyText } from '../format/text.ts';
import { ChartBox } from '../parts/chart-box.tsx';
import { roundStep } from '../parts/stacked-days.tsx';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 240, 72, 130, 14, 26];
/** Beside its colour each line has a dash of its own, and its name at its end. */
const DASHES = ['', '6 4', '2 3', '8 3 2 3', '1 4'];

/** Cost of each month by variant. */
export function Curves({ document: { variants, currency } }: { readonly document: ComparisonDocument }) {
  const amounts = variants.flatMap(({ months }) => months.map(({ monthly }) => Number(monthly)));
  const [high, low] = [Math.max(...amounts, 0.01), Math.min(...amounts)];
  // Variants that differ by a few percent would be one line: the axis is cut, and says where it begins.
  const isCut = low > 0.5 * high && high > low;
  const tick = roundStep(isCut ? high - low : high);
  const from = isCut ? Math.floor(low / tick) * tick : 0;
  const top = Math.ceil(high / tick) * tick;
  const most = Math.max(...variants.map(({ months }) => months.length), 2);
  const x = (month: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (month - 1)) / (most - 1);
  const y = (amount: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (amount - from) / (top - from || 1));
  const ends = spread(variants.map(({ months }) => y(Number(months.at(-1)?.monthly ?? 0))));
  return (
    <figure className="months">
      <ChartBox label="Cost of each month by variant" width={WIDTH} height={HEIGHT}>
        {Array.from({ length: Math.round((top - from) / tick) + 1 }, (_, index) => from + index * tick).map(
          (amount) => (
            <g key={amount}>
              <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(amount)} y2={y(amount)} />
              <text className="axis" x={LEFT - 8} y={y(amount) + 4} textAnchor="end">
                {moneyText(String(amount), currency).replace(/\.00$/, '')}
              </text>
            </g>
          ),
        )}
        {[1, Math.round(most / 2), most].map((month) => (
          <text key={month} className="axis" x={x(month)} y={HEIGHT - 6} textAnchor="middle">
            month {month}
          </text>
        ))}
        {variants.map(({ name, months }, index) => (
          <g key={name}>
            <path
              className={`curve line-${index}`}
              strokeDasharray={DASHES[index]}
              d={months
                .map(({ month, monthly }, at) => `${at === 0 ? 'M' : 'L'}${x(month)} ${y(Number(monthly))}`)
                .join('')}
            />
            <text className="strong" x={WIDTH - RIGHT + 8} y={(ends[index] ?? 0) + 4}>
              {name.length > 18 ? `${name.slice(0, 17)}…` : name}
            </text>
          </g>
        ))}
      </ChartBox>
      {from > 0 && <figcaption className="muted">The axis begins at {moneyText(String(from), currency)}.</figcaption>}
    </figure>
  );
}

const ROW = 15;

/** Heights of the names: moved apart where lines end close together. */
function spread(ends: readonly number[]): readonly number[] {
  const order = ends.map((_, index) => index).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  const placed = [...ends];
  for (const [at, index] of order.entries()) {
    const before = order[at - 1];
    if (before !== undefined) placed[index] = Math.max(placed[index] ?? 0, (placed[before] ?? 0) + ROW);
  }
  return placed;
}
