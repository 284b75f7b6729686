import type { DuckDBConnection } from '@duckdb/node-api';

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

/** Aggregates the history in the database: the rows themselves never reach JavaScript. */
export async function throughputTotals(connection: DuckDBConnection): Promise<ThroughputTotals> {
  const span = await connection.runAndReadAll(
    'SELECT epoch_ms(min(start)), epoch_ms(max(start + to_seconds(period_seconds))) FROM throughput',
  );
  const [start, end] = span.getRows()[0] ?? [];
  if (start === null || end === null) return { window: undefined, zones: [], peaks: new Map() };
  const zones = await connection.runAndReadAll(`
    SELECT endpoint_id, az, sum(bytes)::VARCHAR, count(*),
      coalesce(max(bytes) FILTER (WHERE period_seconds = finest), 0)::VARCHAR,
      epoch_ms(min(start)), epoch_ms(max(start + to_seconds(period_seconds)))
    FROM throughput JOIN (${FINEST}) USING (endpoint_id) GROUP BY endpoint_id, az ORDER BY endpoint_id, az`);
  const peaks = await connection.runAndReadAll(`
    SELECT endpoint_id, max(bytes)::VARCHAR, any_value(finest) FROM (
      SELECT endpoint_id, start, sum(bytes) AS bytes, any_value(finest) AS finest
      FROM throughput JOIN (${FINEST}) USING (endpoint_id)
      WHERE period_seconds = finest GROUP BY endpoint_id, start)
    GROUP BY endpoint_id`);
  return {
    window: { start: Number(start), end: Number(end) },
    zones: zones.getRows().map(([endpoint, az, bytes, rows, peak, first, last]) => ({
      endpoint: String(endpoint),
      az: String(az),
      bytes: String(bytes),
      rows: Number(rows),
      peakBytes: String(peak),
      start: Number(first),
      end: Number(last),
    })),
    peaks: new Map(
      peaks
        .getRows()
        .map(([endpoint, bytes, seconds]) => [
          String(endpoint),
          { peakBytes: String(bytes), periodSeconds: Number(seconds) },
        ]),
    ),
  };
}
