import { moneyText } from '../format/text.ts';
import { ChartBox } from './chart-box.tsx';

export interface WaterfallStep {
  readonly name: string;
  /** Absent = the step is a level of its own: the start or the end. */
  readonly change?: number;
  readonly level: number;
  readonly text: string;
  readonly isBad?: boolean;
}

const [WIDTH, HEIGHT, TOP, BOTTOM] = [760, 260, 24, 40];

/** From one amount to another, step by step; the axis begins at zero unless it says where. */
export function Waterfall({
  steps,
  label,
  currency,
}: {
  readonly steps: readonly WaterfallStep[];
  readonly label: string;
  readonly currency: string;
}) {
  const levels = steps.flatMap(({ level, change = 0 }) => [level, level - change]);
  const [high, low] = [Math.max(...levels, 1), Math.min(...levels)];
  // Small causes of a large bill would be hairlines: the axis is cut, and says where it begins.
  const cut = low > 0.6 * high && high > low ? low - (high - low) * 1.5 : Math.min(0, low);
  const from = Math.max(Math.min(0, low), cut);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - from) / (high - from || 1));
  const step = WIDTH / steps.length;
  return (
    <figure className="waterfall">
      <ChartBox label={label} width={WIDTH} height={HEIGHT}>
        {steps.map(({ name, change, level, text, isBad }, index) => {
          const x = index * step + step * 0.12;
          const [a, b] = change === undefined ? [level, from] : [level, level - change];
          const sign = change === undefined ? 'total' : change > 0 ? 'more' : 'less';
          return (
            <g key={name}>
              <rect
                className={`fall ${sign} ${isBad ? 'bad' : ''}`}
                x={x}
                width={step * 0.76}
                y={Math.min(y(a), y(b))}
                height={Math.max(1.5, Math.abs(y(a) - y(b)))}
              />
              {index + 1 < steps.length && <line className="grid" x1={x} x2={x + step} y1={y(level)} y2={y(level)} />}
              <text className="axis strong" x={x + step * 0.38} y={Math.min(y(a), y(b)) - 6} textAnchor="middle">
                {text}
              </text>
              <text className="axis" x={x + step * 0.38} y={HEIGHT - 20} textAnchor="middle">
                {name}
              </text>
            </g>
          );
        })}
      </ChartBox>
      {from > 0 && <figcaption className="muted">The axis begins at {moneyText(String(from), currency)}.</figcaption>}
    </figure>
  );
}
