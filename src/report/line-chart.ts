import {
  type LineChart,
  legendOf,
  levelMarks,
  plotOf,
  strokeOf,
  tickMarks,
  title,
  verticalMarks,
} from './line-chart-parts.ts';

/**
 * An inline SVG of lines over a time, on a linear axis that begins at zero, with limits, moments and a legend. Lines differ in colour
 * and in stroke. No style attributes: the policy of the page allows none.
 */
export function lineChart(chart: LineChart): string {
  const plot = plotOf(chart);
  const { width, height, left, bottom } = plot;
  const count = Math.max(2, ...chart.lines.map((line) => line.values.length));
  const path = (values: readonly number[]): string =>
    values.map((value, at) => `${plot.x(at, count)},${plot.y(value)}`).join(' ');
  const area = chart.band === undefined ? '' : path(chart.band.low).concat(' ', reversed(path(chart.band.high)));
  const lines = chart.lines.map(
    ({ name, values }, index) =>
      `<polyline points="${path(values)}" fill="none" ${strokeOf(index)}>${title(name)}</polyline>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width * 1.4}" height="${height * 1.4}" viewBox="0 0 ${width} ${height}" font-size="10" fill="currentColor">`,
    title(chart.title),
    `<text x="0" y="11" font-weight="600">${plot.words(chart.title)}</text>`,
    tickMarks(chart, plot),
    area === ''
      ? ''
      : `<polygon points="${area}" ${strokeOf(0)} stroke-opacity="0" fill="#2f81c7" fill-opacity="0.25"/>`,
    levelMarks(chart, plot),
    verticalMarks(chart, plot, count),
    ...lines,
    `<text x="${left}" y="${bottom + 13}">${plot.words(chart.ends[0])}</text>`,
    `<text x="${plot.right}" y="${bottom + 13}" text-anchor="end">${plot.words(chart.ends[1])}</text>`,
    legendOf(chart, plot),
    '</svg>',
  ].join('');
}

const reversed = (points: string): string => points.split(' ').reverse().join(' ');
