import type { EndpointPeak, ThroughputTotals, ZoneTotal } from '../totals.ts';
import type { ThroughputRow } from './rows.ts';

/** The totals that `throughputTotals` asks a database for. */
export function totalsOfRows(rows: readonly ThroughputRow[]): ThroughputTotals {
  if (rows.length === 0) return { window: undefined, zones: [], peaks: new Map() };
  const zones: ZoneTotal[] = [];
  const peaks = new Map<string, EndpointPeak>();
  for (const [endpoint, own] of sorted(Map.groupBy(rows, (row) => row.endpoint))) {
    const finest = own.reduce((least, { seconds }) => Math.min(least, seconds), Number.POSITIVE_INFINITY);
    const isFinest = ({ seconds }: ThroughputRow): boolean => seconds === finest;
    for (const [az, ofZone] of sorted(Map.groupBy(own, (row) => row.az))) {
      zones.push({
        endpoint,
        az,
        bytes: String(total(ofZone)),
        rows: ofZone.length,
        ...spanOf(ofZone),
        peakBytes: String(most(ofZone.filter(isFinest).map(({ bytes }) => bytes))),
      });
    }
    const starts = Map.groupBy(own.filter(isFinest), ({ start }) => start);
    peaks.set(endpoint, { peakBytes: String(most([...starts.values()].map(total))), periodSeconds: finest });
  }
  return { window: spanOf(rows), zones, peaks };
}

const total = (rows: readonly ThroughputRow[]): bigint => rows.reduce((all, { bytes }) => all + bytes, 0n);

const most = (values: readonly bigint[]): bigint => values.reduce((best, value) => (value > best ? value : best), 0n);

const sorted = <Value>(groups: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...groups].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

/** From the first start to the last end, in milliseconds. */
function spanOf(rows: readonly ThroughputRow[]): { readonly start: number; readonly end: number } {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    start = Math.min(start, row.start);
    end = Math.max(end, row.start + row.seconds * 1_000_000);
  }
  return { start: Math.floor(start / 1000), end: Math.floor(end / 1000) };
}
