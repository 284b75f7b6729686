import type { ThroughputTotals, ZoneTotal } from '../throughput-file/totals.ts';
import type { StatisticsAnswer } from './refuse-mixed.ts';

/** Where the whole endpoint was asked for, its zones are not told. */
const ALL_ZONES = 'all zones';
const FINEST_PERIOD = 60;

/** Bytes of endpoints as recorded; answers of one endpoint (a page a file) are one series, and a point told twice counts once. */
export function totalsOf(answers: readonly StatisticsAnswer[]): ThroughputTotals {
  const series = [...Map.groupBy(answers, ({ endpoint }) => endpoint)].flatMap(([endpoint, parts]) => {
    const points = new Map(
      parts.flatMap(({ points: { starts, values } }) => starts.map((start, i) => [start, values[i] ?? 0])),
    );
    return points.size === 0 ? [] : [{ endpoint, points, period: periodOf([...points.keys()]) }];
  });
  const zones = series.map(({ endpoint, points, period }): ZoneTotal => {
    const [starts, values] = [[...points.keys()], [...points.values()]];
    return {
      endpoint,
      az: ALL_ZONES,
      bytes: String(values.reduce((sum, value) => sum + BigInt(Math.round(value)), 0n)),
      rows: points.size,
      peakBytes: String(most(values)),
      start: least(starts) * 1000,
      end: (most(starts) + period) * 1000,
    };
  });
  return {
    window:
      zones.length === 0
        ? undefined
        : { start: least(zones.map((zone) => zone.start)), end: most(zones.map((zone) => zone.end)) },
    zones,
    peaks: new Map(
      series.map(({ endpoint, points, period }) => [
        endpoint,
        { peakBytes: String(most([...points.values()])), periodSeconds: period },
      ]),
    ),
  };
}

/** The answer does not tell its period: the smallest distance of two points is it, in seconds, unless the endpoint was hardly used. */
function periodOf(starts: readonly number[]): number {
  const sorted = starts.toSorted((a, b) => a - b);
  const distances = sorted.slice(1).map((start, index) => start - (sorted[index] ?? 0));
  return distances.length === 0 ? FINEST_PERIOD : distances.reduce((a, b) => Math.min(a, b));
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
