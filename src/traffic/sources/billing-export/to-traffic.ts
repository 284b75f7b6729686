import type { DuckDBConnection } from '@duckdb/node-api';
import { Decimal } from '../../../core/decimal.ts';
import { HOURS_PER_MONTH } from '../../../core/quantity.ts';
import type { EndpointTraffic } from '../../traffic.ts';
import { namesOf, type TrafficTarget } from '../../traffic-source.ts';

/** Bytes of one endpoint in a bill, in billed GB, and the hours its lines span. */
export interface BilledBytes {
  readonly gb: Decimal;
  readonly lines: number;
  readonly start: number;
  readonly end: number;
}

const BYTES = `SELECT resource, sum(quantity)::VARCHAR, count(*) FROM bill
  WHERE product IN ('interface-endpoint-bytes', 'gwlb-endpoint-bytes', 'resource-endpoint-bytes') AND line_type = 'usage'
    AND resource IS NOT NULL GROUP BY resource ORDER BY resource`;

/** An endpoint that a bill charges hours for lived then; without byte lines it carried nothing. */
const LIFE = `SELECT resource, epoch_ms(min(start)), epoch_ms(max(start + to_seconds(coalesce(seconds, 3600)))) FROM bill
  WHERE product LIKE '%-endpoint-%' AND line_type = 'usage' AND resource IS NOT NULL GROUP BY resource ORDER BY resource`;

/** Billed GB by endpoint id as AWS spells it. */
export async function billedBytes(connection: DuckDBConnection): Promise<ReadonlyMap<string, BilledBytes>> {
  const bytes = new Map(
    (await connection.runAndReadAll(BYTES)).getRows().map(([id, gb, lines]) => [String(id), { gb: String(gb), lines }]),
  );
  const lives = (await connection.runAndReadAll(LIFE)).getRows();
  return new Map(
    lives.map(([id, start, end]) => {
      const own = bytes.get(String(id));
      const gb = new Decimal(own?.gb ?? '0');
      return [String(id), { gb, lines: Number(own?.lines ?? 0), start: Number(start), end: Number(end) }];
    }),
  );
}

const UNNAMED = `SELECT count(*), coalesce(sum(CASE WHEN ends_with(product, '-bytes') THEN quantity END), 0)::VARCHAR FROM bill
  WHERE product LIKE '%-endpoint-%' AND line_type = 'usage' AND resource IS NULL`;

/** Usage of endpoints that the bill names no endpoint for: it is nobody's traffic, and counted. */
export async function unnamedUsage(
  connection: DuckDBConnection,
): Promise<{ readonly lines: number; readonly gb: Decimal }> {
  const [lines, gb] = (await connection.runAndReadAll(UNNAMED)).getRows()[0] ?? [];
  return { lines: Number(lines ?? 0), gb: new Decimal(String(gb ?? 0)) };
}

const MILLISECONDS_PER_HOUR = 3_600_000;

/** The traffic of a target, brought to a month of 730 h by the hours the bill covers it. */
export function trafficOfBill(
  target: TrafficTarget,
  bytes: ReadonlyMap<string, BilledBytes>,
  from: string,
): EndpointTraffic | undefined {
  const own = namesOf(target)
    .map((name) => bytes.get(name))
    .find((each) => each !== undefined);
  if (!own || own.end <= own.start) return undefined;
  const hours = (own.end - own.start) / MILLISECONDS_PER_HOUR;
  return {
    monthlyGb: own.gb.times(HOURS_PER_MONTH).div(hours),
    provenance: {
      source: 'billing-export',
      from,
      window: { start: new Date(own.start).toISOString(), end: new Date(own.end).toISOString() },
      samples: own.lines,
      gaps: 0,
    },
  };
}
