import type { DiffDocument, Kept } from '../api/queries.ts';
import { moneyText } from '../format/text.ts';
import { ChartBox } from '../parts/chart-box.tsx';
import { type Level, SHAPES } from '../parts/level.tsx';
import { roundStep } from '../parts/stacked-days.tsx';
import { deltaText, gatesOf } from './delta.ts';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [760, 240, 72, 22, 40];
/** Changes that have room; older ones are in the table. */
const MOST = 24;
/** Room for bars: few of them stay narrow. */
const FEWEST = 8;
/** Bars for which a name has room. */
const MOST_NAMED = 8;

const WORDS: Readonly<Partial<Record<Level, string>>> = {
  critical: 'a gate failed',
  unknown: 'undetermined, or no gate',
  ok: 'gates passed',
};
const levelOf = (document: DiffDocument): Level => gatesOf(document)?.level ?? 'unknown';

/** What each change costs a month, the oldest first: up is dearer, down is cheaper; the shape on the bar says what its gates say. */
export function ChangesChart({
  all,
  currency,
}: {
  readonly all: readonly Kept<DiffDocument>[];
  readonly currency: string;
}) {
  const shown = all.toSorted((a, b) => Date.parse(a.keptAt) - Date.parse(b.keptAt)).slice(-MOST);
  const amounts = shown.map(({ document }) => Number(document.delta.monthly));
  const tick = roundStep(Math.max(...amounts, 0) - Math.min(...amounts, 0) || 1);
  const [top, low] = [
    Math.ceil((Math.max(...amounts, 0) * 1.05) / tick) * tick,
    Math.floor((Math.min(...amounts, 0) * 1.05) / tick) * tick,
  ];
  const y = (amount: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (amount - low) / (top - low || 1));
  const step = (WIDTH - LEFT) / Math.max(FEWEST, shown.length);
  const levels = new Set(shown.map(({ document }) => levelOf(document)));
  return (
    <figure className="months">
      <ChartBox label={`Cost of ${shown.length} changes, the oldest first`} width={WIDTH} height={HEIGHT}>
        {Array.from({ length: Math.round((top - low) / tick) + 1 }, (_, index) => low + index * tick).map((amount) => (
          <g key={amount}>
            <line className="grid" x1={LEFT} x2={WIDTH} y1={y(amount)} y2={y(amount)} />
            <text className="axis" x={LEFT - 8} y={y(amount) + 4} textAnchor="end">
              {moneyText(String(amount), currency, true).replace(/\.00$/, '')}
            </text>
          </g>
        ))}
        {shown.map(({ id, name, keptAt, document }, index) => {
          const amount = Number(document.delta.monthly);
          const level = levelOf(document);
          const x = LEFT + step * (index + 0.5);
          const [from, to] = [y(Math.max(amount, 0)), y(Math.min(amount, 0))];
          return (
            <g key={id}>
              <title>{`${name}, ${keptAt.slice(0, 10)}: ${deltaText(document.delta, currency)}; ${gatesOf(document)?.word ?? 'no gate'}`}</title>
              <rect
                className={`change ${level}`}
                x={x - Math.min(28, step * 0.3)}
                width={Math.min(56, step * 0.6)}
                y={from}
                height={Math.max(1.5, to - from)}
              />
              <text className={`mark ${level}`} x={x} y={amount < 0 ? to + 14 : from - 6} textAnchor="middle">
                {SHAPES[level]}
              </text>
              {(shown.length <= MOST_NAMED || index === 0 || index === shown.length - 1) && (
                <text className="axis" x={x} y={HEIGHT - 22} textAnchor="middle">
                  {shown.length <= MOST_NAMED ? shortly(name) : ''}
                  <tspan x={x} dy={shown.length <= MOST_NAMED ? 14 : 0}>
                    {keptAt.slice(0, 10)}
                  </tspan>
                </text>
              )}
            </g>
          );
        })}
        <line className="zero" x1={LEFT} x2={WIDTH} y1={y(0)} y2={y(0)} />
      </ChartBox>
      <figcaption className="legend">
        {[...levels].map((level) => (
          <span key={level} className={`key-${level}`}>
            <span aria-hidden="true">{SHAPES[level]}</span> {WORDS[level]}
          </span>
        ))}
        {shown.some(({ document }) => document.delta.bound !== undefined) && (
          <span>unknown lines are left out: see the table for bounds</span>
        )}
        {all.length > shown.length && <span>the newest {shown.length}</span>}
      </figcaption>
    </figure>
  );
}

/** What tells changes apart: the repository and the number, without who owns it. */
const ROOM = 12;
function shortly(name: string): string {
  const last = name.split('/').at(-1) ?? name;
  return last.length > ROOM ? `…${last.slice(1 - ROOM)}` : last;
}
