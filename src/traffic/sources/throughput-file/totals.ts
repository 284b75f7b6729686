import type { Engine } from '../../../engines/engine.ts';

/** What the database says of one endpoint in one zone. Bytes are exact decimal text. */
export interface ZoneTotal {
  readonly endpoint: string;
  readonly az: string;
  readonly bytes: string;
  readonly rows: number;
  /** Start of the first row and end of the last, in milliseconds since 1970 UTC. */
  readonly start: number;
  readonly end: number;
  /** Most bytes of one period of the endpoint's finest length. */
  readonly peakBytes: string;
}

/** What it says of one endpoint, all zones of one instant together. */
export interface EndpointPeak {
  readonly peakBytes: string;
  readonly periodSeconds: number;
}

export interface ThroughputTotals {
  /** Span of all rows in milliseconds since 1970 UTC; undefined without rows. */
  readonly window: { readonly start: number; readonly end: number } | undefined;
  readonly zones: readonly ZoneTotal[];
  readonly peaks: ReadonlyMap<string, EndpointPeak>;
}

const FINEST = 'SELECT endpoint_id, min(period_seconds) AS finest FROM throughput GROUP BY endpoint_id';

/** Aggregates the relation `throughput` where it lies: the rows themselves never reach JavaScript. */
export async function throughputTotals(engine: Engine): Promise<ThroughputTotals> {
  const { epoch } = engine.dialect;
  const end = `max(${epoch('start')} + period_seconds)`;
  const [[first, last] = []] = await engine.rows(`SELECT ${epoch('min(start)')}, ${end} FROM throughput`);
  if (first === null || first === undefined) return { window: undefined, zones: [], peaks: new Map() };
  const zones = await engine.rows(`SELECT endpoint_id, az, CAST(sum(bytes) AS VARCHAR), count(*),
      CAST(coalesce(max(bytes) FILTER (WHERE period_seconds = finest), 0) AS VARCHAR), ${epoch('min(start)')}, ${end}
    FROM throughput JOIN (${FINEST}) USING (endpoint_id) GROUP BY endpoint_id, az ORDER BY endpoint_id, az`);
  const peaks = await engine.rows(`SELECT endpoint_id, CAST(max(bytes) AS VARCHAR), max(finest) FROM (
      SELECT endpoint_id, start, sum(bytes) AS bytes, max(finest) AS finest
      FROM throughput JOIN (${FINEST}) USING (endpoint_id)
      WHERE period_seconds = finest GROUP BY endpoint_id, start)
    GROUP BY endpoint_id`);
  return {
    window: { start: milliseconds(first), end: milliseconds(last) },
    zones: zones.map(([endpoint, az, bytes, rows, peak, start, ends]) => ({
      endpoint: String(endpoint),
      az: String(az),
      bytes: String(bytes),
      rows: Number(rows),
      peakBytes: String(peak),
      start: milliseconds(start),
      end: milliseconds(ends),
    })),
    peaks: new Map(
      peaks.map(([endpoint, bytes, seconds]) => [
        String(endpoint),
        { peakBytes: String(bytes), periodSeconds: Number(seconds) },
      ]),
    ),
  };
}

const milliseconds = (seconds: unknown): number => Math.floor(Number(seconds) * 1000);
