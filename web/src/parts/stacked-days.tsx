import type { SeriesDay } from '../api/queries.ts';
import { amountText, moneyText } from '../format/text.ts';
import { ChartBox } from './chart-box.tsx';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [760, 240, 64, 16, 24];
const HOURS_OF_DAY = 24;
const HOURS_OF_MONTH = 730;

/** What one day (or month) cost by value; `others` is what the list of values leaves out. */
export interface Stack {
  readonly name: string;
  readonly label: string;
  readonly parts: readonly { readonly value: string; readonly amount: number }[];
  readonly total: number;
  readonly unknownLines: number;
}

/** Names of series in the order of their colours: at most seven, then what is left, then what nobody owns. */
export function seriesNames(stacks: readonly Stack[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const { parts } of stacks)
    for (const { value, amount } of parts) totals.set(value, (totals.get(value) ?? 0) + amount);
  const last = [OTHERS, NOBODY].filter((name) => totals.has(name));
  const named = [...totals.keys()]
    .filter((name) => !last.includes(name))
    .sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
  return [
    ...named.slice(0, MOST_SERIES),
    ...(named.length > MOST_SERIES && !last.includes(OTHERS) ? [OTHERS] : []),
    ...last,
  ];
}

export const OTHERS = 'others';
export const NOBODY = 'not allocated';
const MOST_SERIES = 6;
/** Room for bars: few of them stay narrow. */
const FEWEST = 12;

/** The spend of a day: 24 of 730 hours of the run-rate. */
export const stackOfDay = ({ day, parts, others, total, perDay }: SeriesDay): Stack => {
  const share = (monthly: string): number => (Number(monthly) * HOURS_OF_DAY) / HOURS_OF_MONTH;
  return {
    name: day,
    label: day,
    parts: [
      ...parts.map(({ value, monthly }) => ({ value: value ?? NOBODY, amount: share(monthly) })),
      ...(others.values > 0 ? [{ value: OTHERS, amount: share(others.monthly) }] : []),
    ],
    total: Number(perDay),
    unknownLines: total.unknownLines,
  };
};

/** A round step of an axis: 1, 2 or 5 times a power of ten. */
export function roundStep(top: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(top, 1e-6) / 4));
  return ([1, 2, 5, 10].find((factor) => factor * power * 4.5 >= top) ?? 10) * power;
}

/** Bars over days or months, stacked by value; the axis begins at zero. Figures stand in a table below, not in tooltips alone. */
export function StackedBars(props: {
  readonly label: string;
  readonly stacks: readonly Stack[];
  readonly currency: string;
  readonly limit?: number | undefined;
  readonly unit: string;
}) {
  const { label, stacks, currency, limit, unit } = props;
  const names = seriesNames(stacks);
  const most = Math.max(...stacks.map(({ total }) => total), limit ?? 0, 0.01);
  const tick = roundStep(most);
  const top = Math.ceil((most * 1.02) / tick) * tick;
  const y = (amount: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - amount / top);
  const step = (WIDTH - LEFT) / Math.max(FEWEST, stacks.length);
  const every = Math.ceil(stacks.length / 9);
  const isBound = stacks.some(({ unknownLines }) => unknownLines > 0);
  const colour = (value: string): number => Math.max(0, names.indexOf(names.includes(value) ? value : OTHERS));
  return (
    <figure className="months">
      <ChartBox label={`${label}${isBound ? ', at least' : ''}`} width={WIDTH} height={HEIGHT}>
        {Array.from({ length: Math.round(top / tick) + 1 }, (_, index) => index * tick).map((amount) => (
          <g key={amount}>
            <line className="grid" x1={LEFT} x2={WIDTH} y1={y(amount)} y2={y(amount)} />
            <text className="axis" x={LEFT - 8} y={y(amount) + 4} textAnchor="end">
              {moneyText(String(amount), currency).replace(/\.00$/, '')}
            </text>
          </g>
        ))}
        {stacks.map(({ name, label: word, parts, total, unknownLines }, index) => {
          let below = 0;
          const ordered = parts.toSorted((a, b) => colour(a.value) - colour(b.value));
          return (
            <g key={name}>
              <title>{`${name}: ${amountText(String(total), unknownLines, currency)} ${unit}`}</title>
              {ordered.map(({ value, amount }) => {
                const from = below;
                below += amount;
                return (
                  <rect
                    key={value}
                    className={`cat-${colour(value)}`}
                    x={LEFT + step * (index + 0.1)}
                    width={step * 0.8}
                    y={y(below)}
                    height={Math.max(0, y(from) - y(below))}
                  />
                );
              })}
              {index % every === 0 && (
                <text className="axis" x={LEFT + step * (index + 0.5)} y={HEIGHT - 6} textAnchor="middle">
                  {word}
                </text>
              )}
            </g>
          );
        })}
        {limit !== undefined && (
          <g>
            <line className="budget" x1={LEFT} x2={WIDTH} y1={y(limit)} y2={y(limit)} />
            <text className="axis strong" x={LEFT + 6} y={y(limit) - 6}>
              budget, {moneyText(String(limit), currency)} {unit}
            </text>
          </g>
        )}
      </ChartBox>
      <figcaption className="legend">
        {names.map((name, index) => (
          <span key={name} className={`key-cat-${index}`}>
            {name}
          </span>
        ))}
        {isBound && <span>unknown lines are left out: at least</span>}
      </figcaption>
    </figure>
  );
}
