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
/** Colours with at least 3:1 against light and dark paper. */
const LINE_COLOURS = ['#2f81c7', '#2f9e62', '#a06bc4', '#8a7a2f'];
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
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="1.5"><title>${htmlText(name)}</title></polyline>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH + LABELS}" height="${HEIGHT + 16}" viewBox="0 -16 ${WIDTH + LABELS} ${HEIGHT + 16}">` +
    `<title>${htmlText(title)}</title>` +
    `<text x="0" y="-5" font-size="11" fill="currentColor">${htmlText(shortened(title))}</text>${marks.join('')}${drawn.join('')}</svg>`
  );
}

const x = (index: number, count: number): string => ((index * WIDTH) / Math.max(1, count - 1)).toFixed(1);

/** As much of the title as fits above the picture. */
const shortened = (title: string): string => (title.length <= 48 ? title : `${title.slice(0, 47)}…`);
