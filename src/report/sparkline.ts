import { htmlText } from './formats/html-text.ts';

/** A line of a small picture and what it is. */
export interface SparkLine {
  readonly name: string;
  readonly values: readonly number[];
}

export interface SparkPicture {
  /** What the picture shows, for those who cannot see it. */
  readonly title: string;
  readonly lines: readonly SparkLine[];
  /** Level lines across the picture. */
  readonly levels: readonly { readonly name: string; readonly value: number; readonly kind: 'baseline' | 'ceiling' }[];
}

const WIDTH = 240;
const HEIGHT = 64;
/** Room right of the lines for the names of the levels. */
const LABELS = 64;
/** Room below the lines for their names. */
const LEGEND = 16;
/** How much larger than its own units the picture is drawn. */
const SCALE = 1.75;
/** Colours with at least 3:1 against light and dark paper. */
const LINE_COLOURS = ['#2f81c7', '#2f9e62', '#a06bc4', '#8a7a2f'];
/** Strokes of the lines: colour alone does not tell them apart. */
const DASHES = ['', '7 3', '2 2', '8 2 2 2'];
const LEVEL_COLOURS = { baseline: '#b07a1e', ceiling: '#cf4a41' } as const;

/**
 * A small inline SVG: lines against level lines, from zero up. The vertical scale is the square root of the value, so that a load
 * of one percent can still be told from none. No style attributes: the page's policy allows none.
 */
export function sparkline({ title, lines, levels }: SparkPicture): string {
  const top = Math.max(1, ...levels.map((level) => level.value), ...lines.flatMap((line) => line.values));
  const y = (value: number): string => (HEIGHT - 2 - (HEIGHT - 4) * Math.sqrt(Math.max(0, value) / top)).toFixed(1);
  const marks = levels.map(
    ({ name, value, kind }) =>
      `<line x1="0" x2="${WIDTH}" y1="${y(value)}" y2="${y(value)}" stroke="${LEVEL_COLOURS[kind]}" stroke-dasharray="4 3"/>` +
      `<text x="${WIDTH + 4}" y="${y(value)}" dy="4" font-size="10" fill="${LEVEL_COLOURS[kind]}">${htmlText(name)}</text>`,
  );
  const drawn = lines.map(({ name, values }, index) => {
    const points = values.map((value, at) => `${x(at, values.length)},${y(value)}`).join(' ');
    const colour = LINE_COLOURS[index % LINE_COLOURS.length] ?? 'currentColor';
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="1.5"${dashOf(index)}><title>${htmlText(name)}</title></polyline>`;
  });
  const legend = lines.slice(0, LINE_COLOURS.length).map(({ name }, index) => entry(name, index));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${(WIDTH + LABELS) * SCALE}" height="${(HEIGHT + 16 + LEGEND) * SCALE}" viewBox="0 -16 ${WIDTH + LABELS} ${HEIGHT + 16 + LEGEND}">` +
    `<title>${htmlText(title)}</title>` +
    `<text x="0" y="-5" font-size="9" fill="currentColor">${htmlText(shortened(title))}</text>${marks.join('')}${drawn.join('')}${legend.join('')}</svg>`
  );
}

const dashOf = (index: number): string => {
  const dash = DASHES[index % DASHES.length] ?? '';
  return dash === '' ? '' : ` stroke-dasharray="${dash}"`;
};

/** A stroke of the line and its name, below the picture. */
function entry(name: string, index: number): string {
  const [at, y] = [index * ((WIDTH + LABELS) / LINE_COLOURS.length), HEIGHT + LEGEND - 6];
  const colour = LINE_COLOURS[index] ?? 'currentColor';
  const stroke = `<line x1="${at}" x2="${at + 18}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="1.5"${dashOf(index)}/>`;
  const short = name.length <= 10 ? name : `${name.slice(0, 9)}…`;
  return `${stroke}<text x="${at + 22}" y="${y}" dy="3" font-size="9" fill="currentColor">${htmlText(short)}</text>`;
}

const x = (index: number, count: number): string => ((index * WIDTH) / Math.max(1, count - 1)).toFixed(1);

/** As much of the title as fits above the picture. */
const shortened = (title: string): string => (title.length <= 48 ? title : `${title.slice(0, 47)}…`);
