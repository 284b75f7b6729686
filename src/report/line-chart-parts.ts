import { htmlText } from './formats/html-text.ts';

/** A line of a chart; values stand at equal distances from the left edge to the right one. */
interface ChartLine {
  readonly name: string;
  readonly values: readonly number[];
}

export interface LineChart {
  /** What the chart shows: read out, and written above it. */
  readonly title: string;
  readonly lines: readonly ChartLine[];
  /** Limits across the chart. */
  readonly levels?: readonly { readonly name: string; readonly value: number; readonly kind: 'baseline' | 'ceiling' }[];
  /** The range around a line, from a place on. */
  readonly band?: { readonly name: string; readonly low: readonly number[]; readonly high: readonly number[] };
  /** Moments, by their place among the values. */
  readonly marks?: readonly { readonly name: string; readonly at: number }[];
  /** Words of a value at the vertical axis. */
  readonly value: (value: number) => string;
  /** Words below the left and the right edge. */
  readonly ends: readonly [string, string];
}

/** Units of a picture that is drawn 1.4 times as large where there is room, and not smaller than itself on a phone. */
const [WIDTH, TOP, PLOT, ROW, STROKE] = [380, 36, 120, 16, 20];
const [LEFT, RIGHT] = [62, 372];
/** Colours with at least 3:1 against light and dark paper. */
const COLOURS = ['#2f81c7', '#2f9e62', '#a06bc4', '#8a7a2f', '#c2603f', '#4d7f8c'];
/** Strokes of the lines: colour alone does not tell them apart. */
const DASHES = ['', '7 3', '2 2', '8 2 2 2', '12 3', '4 4'];
const LEVELS = { baseline: '#b07a1e', ceiling: '#cf4a41' } as const;
const INK = '#7a7f87';
const STEPS = [1, 2, 2.5, 5, 10];
const TICKS = 4;
const LEAST = 1e-9;
/** Characters of the type of a picture that fit its width. */
const LETTERS = 64;
const LETTER = 5.6;

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly ticks: readonly number[];
  x(at: number, count: number): string;
  y(value: number): string;
  words(text: string): string;
}

/** Where values stand: from zero to the highest tick. */
export function plotOf(chart: LineChart): Plot {
  const { lines, levels = [], band } = chart;
  const highest = Math.max(
    0,
    ...levels.map((level) => level.value),
    ...lines.flatMap((line) => line.values),
    ...(band?.high ?? []),
  );
  // Without anything to show the axis still has an end.
  const most = highest > LEAST ? highest : 1;
  const rough = most / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10);
  const ticks = Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step);
  const top = ticks.at(-1) ?? most;
  const bottom = TOP + PLOT;
  return {
    width: WIDTH,
    height: bottom + 36 + ROW * (placesOf(legendNames(chart)).at(-1)?.row ?? 0),
    left: LEFT,
    right: RIGHT,
    bottom,
    ticks,
    x: (at, count) => (LEFT + ((RIGHT - LEFT) * at) / (count - 1)).toFixed(1),
    y: (value) => (bottom - (PLOT * Math.max(0, value)) / top).toFixed(1),
    words: (text) => htmlText(text.length <= LETTERS ? text : `${text.slice(0, LETTERS - 1)}…`),
  };
}

export const title = (text: string): string => `<title>${htmlText(text)}</title>`;

/** Colour and stroke of the line of a place. */
export const strokeOf = (index: number): string => {
  const dash = DASHES[index % DASHES.length];
  return `stroke="${COLOURS[index % COLOURS.length]}" stroke-width="1.8"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
};

/** The vertical axis: a faint line and a value for each tick. */
export const tickMarks = ({ value }: LineChart, { ticks, y, left, right }: Plot): string =>
  ticks
    .map(
      (tick) =>
        `<line x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}" stroke="${INK}" stroke-opacity="${tick === 0 ? 1 : 0.3}"/>` +
        `<text x="${left - 5}" y="${y(tick)}" dy="3.5" text-anchor="end">${htmlText(value(tick))}</text>`,
    )
    .join('');

/** Limits, each with its name above its line. */
export const levelMarks = ({ levels = [] }: LineChart, { y, left, right, words }: Plot): string =>
  levels
    .map(
      ({ name, value, kind }) =>
        `<line x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}" stroke="${LEVELS[kind]}" stroke-width="1.5" stroke-dasharray="4 3"/>` +
        `<text x="${left + 4}" y="${y(value)}" dy="-3" fill="${LEVELS[kind]}">${words(name)}</text>`,
    )
    .join('');

/** Moments, each an upright line with its name on the side that has room. */
export const verticalMarks = ({ marks = [] }: LineChart, plot: Plot, count: number): string =>
  marks
    .map(({ name, at }, index) => {
      const x = plot.x(at, count);
      const isRight = Number(x) > (plot.left + plot.right) / 2;
      return (
        `<line x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${plot.bottom}" stroke="${INK}" stroke-dasharray="2 3"/>` +
        `<text x="${x}" y="${plot.bottom - 5 - index * 12}" dx="${isRight ? -4 : 4}" text-anchor="${isRight ? 'end' : 'start'}">${plot.words(name)}</text>`
      );
    })
    .join('');

const legendNames = ({ lines, band }: LineChart): readonly string[] => [
  ...lines.map(({ name }) => name),
  ...(band === undefined ? [] : [band.name]),
];

/** Where the entries of the legend stand: beside each other, in as many rows as they need. */
function placesOf(names: readonly string[]): readonly { readonly x: number; readonly row: number }[] {
  let [x, row] = [LEFT, 0];
  return names.map((name) => {
    const width = STROKE + 14 + Math.min(name.length, LETTERS) * LETTER;
    if (x > LEFT && x + width > WIDTH) [x, row] = [LEFT, row + 1];
    const place = { x, row };
    x += width;
    return place;
  });
}

/** The stroke of each line with its name, below the plot. */
export function legendOf(chart: LineChart, { bottom, words }: Plot): string {
  const names = legendNames(chart);
  return placesOf(names)
    .map(({ x, row }, index) => {
      const y = bottom + 27 + row * ROW;
      const sample =
        index < chart.lines.length
          ? `<line x1="${x}" x2="${x + STROKE}" y1="${y}" y2="${y}" ${strokeOf(index)}/>`
          : `<rect x="${x}" y="${y - 5}" width="${STROKE}" height="10" fill="${COLOURS[0]}" fill-opacity="0.25"/>`;
      return `${sample}<text x="${x + STROKE + 4}" y="${y}" dy="3.5">${words(names[index] ?? '')}</text>`;
    })
    .join('');
}
