/**
 * Every query over a throughput history, in one place. They need a relation `throughput` (endpoint_id, az, start TIMESTAMP in UTC,
 * period_seconds, bytes, packets_dropped, rst_packets) and the temporary tables `asked` and `special`. Standard SQL but for five
 * words: `make_timestamp` (on Trino from_unixtime), `quantile_cont`, `list`, `list_sort` and `l[i]` (on Trino array_agg, array_sort and element_at; the list form alone is
 * enough there, since it has no exact percentile function).
 */

/** Bits per second of a row, as a double: decimal arithmetic would take half as long again. */
const RATE = 'bytes * 8e0 / period_seconds';
const SECONDS = 'CAST(floor(epoch(start)) AS BIGINT)';

export const PERCENTILES = [0.5, 0.95, 0.99] as const;

/** The endpoints asked for, by every name the history may use. */
export const ASKED_TABLE = 'CREATE OR REPLACE TEMP TABLE asked (name VARCHAR, key INTEGER, near_bps DOUBLE)';

/** Groups whose percentiles need more than the rows: slot 0 or a day number, sample length, number of samples with the empty ones. */
export const SPECIAL_TABLE =
  'CREATE OR REPLACE TEMP TABLE special (key INTEGER, az VARCHAR, slot BIGINT, bucket BIGINT, expected BIGINT)';

/** Start of the first and of the last row, and the longest row. */
export const SPAN = 'SELECT epoch(min(start)), epoch(max(start)), max(period_seconds) FROM throughput';

/** End of the last row: only rows near the end can hold it. */
export const LAST_END = `SELECT max(${SECONDS} + period_seconds) FROM throughput
  WHERE start > make_timestamp(CAST($after AS BIGINT) * 1000000)`;

export const NAMES = 'SELECT endpoint_id, count(*) FROM throughput GROUP BY endpoint_id ORDER BY endpoint_id';

const INSIDE =
  'start >= make_timestamp(CAST($start AS BIGINT) * 1000000) AND start < make_timestamp(CAST($end AS BIGINT) * 1000000)';

/** Rows of the endpoints asked for that start inside the window ($start, $end). */
const ROWS = `SELECT key, az, start, period_seconds, bytes, packets_dropped, rst_packets, near_bps, ${RATE} AS bps
  FROM throughput JOIN asked ON name = endpoint_id
  WHERE ${INSIDE}`;

/** One row for each name and zone of the whole history, with percentiles that hold where every period has its row. */
export const ZONES = `SELECT endpoint_id, az, count(*), min(period_seconds), max(period_seconds), CAST(sum(bytes) AS DOUBLE), max(bps),
  epoch(min(start)), epoch(max(start)), count(packets_dropped) + count(rst_packets), quantile_cont(bps, [${PERCENTILES.join(', ')}])
  FROM (SELECT *, ${RATE} AS bps FROM throughput WHERE ${INSIDE}) GROUP BY endpoint_id, az`;

/** Lengths and ends of the rows of each zone. */
export const ZONE_ROWS = `SELECT key, az, min(period_seconds), max(period_seconds), min(${SECONDS}), max(${SECONDS} + period_seconds)
  FROM (${ROWS}) GROUP BY key, az ORDER BY key, az`;

/** The zones that get an outline. */
export const OUTLINED_TABLE = 'CREATE OR REPLACE TEMP TABLE outlined (name VARCHAR, zone VARCHAR, key INTEGER)';

/** Highest rate of each outlined zone in each of equal slices of the window. */
export const OUTLINES = `SELECT key, az, list(peak), list(slice) FROM (
  SELECT key, az, CAST(floor((epoch(start) - $start) / $slice) AS INTEGER) AS slice, max(${RATE}) AS peak
  FROM throughput JOIN outlined ON name = endpoint_id AND zone = az WHERE ${INSIDE} GROUP BY ALL
) GROUP BY key, az`;

/** Drops and resets of each zone, all and near the capacity. */
export const LOSSES = `SELECT key, az, coalesce(sum(packets_dropped), 0), coalesce(sum(packets_dropped) FILTER (WHERE near), 0),
  coalesce(sum(rst_packets), 0), coalesce(sum(rst_packets) FILTER (WHERE near), 0),
  CAST(coalesce(sum(bytes) FILTER (WHERE near), 0) AS DOUBLE), count(*) FILTER (WHERE near)
  FROM (SELECT *, bps >= near_bps AS near FROM (${ROWS})) GROUP BY key, az`;

/** Bytes, rows and busy rate (p99) of each zone and UTC day. */
export const DAYS = `SELECT key, az, CAST(floor(epoch(start) / 86400) AS INTEGER) AS day, CAST(sum(bytes) AS DOUBLE), count(*),
  quantile_cont(bps, 0.99) FROM (${ROWS}) GROUP BY ALL`;

/**
 * Percentiles of the groups in `special`, in which periods without a row count as zero without being written out: the empty ones
 * sort first, so a rank below their number is zero and any other is found in the sorted rows. `summed` adds rows up into samples
 * of the bucket's length first.
 */
export function specialPercentiles(slot: 'window' | 'day', summed: boolean): string {
  const slotOf = slot === 'window' ? '0' : 'CAST(floor(epoch(start) / 86400) AS BIGINT)';
  const rows = `SELECT key, az, slot, bucket, expected, start, bytes, bps
    FROM (SELECT *, ${slotOf} AS slot FROM (${ROWS})) JOIN special USING (key, az, slot)`;
  const samples = summed
    ? `SELECT key, az, slot, expected, sum(bytes) * 8e0 / bucket AS bps FROM (${rows})
       GROUP BY key, az, slot, expected, bucket, floor(epoch(start) / bucket)`
    : `SELECT key, az, slot, expected, bps FROM (${rows})`;
  const sorted = `SELECT key, az, slot, list_sort(list(bps)) AS l, greatest(max(expected), count(*)) AS n
    FROM (${samples}) GROUP BY key, az, slot`;
  return `SELECT key, az, slot, len(l), n, [${PERCENTILES.map(percentile).join(', ')}] FROM (${sorted})`;
}

/** Linear interpolation between the two ranks around p (n - 1), the empty samples first. */
function percentile(p: number): string {
  const low = `CAST(floor(${p} * (n - 1)) AS BIGINT)`;
  const at = (rank: string): string =>
    `(CASE WHEN ${rank} < n - len(l) THEN 0.0 ELSE l[${rank} - (n - len(l)) + 1] END)`;
  return `${at(low)} + (${p} * (n - 1) - ${low}) * (${at(`least(${low} + 1, n - 1)`)} - ${at(low)})`;
}
