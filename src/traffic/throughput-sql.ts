import type { Dialect } from '../engines/dialect.ts';
import type { Parameter } from '../engines/engine.ts';
import type { TimeSpan } from './throughput.ts';

/** Bits per second of a row, as a double: decimal arithmetic would take half as long again. */
const RATE = 'bytes * 8e0 / period_seconds';

export const PERCENTILES = [0.5, 0.95, 0.99] as const;

const INSIDE = 'start >= $begins AND start < $ends';

/** The parameters of a window: `start` and `end` in seconds, `begins` and `ends` as times. */
export const windowed = ({ start, end }: TimeSpan): Readonly<Record<string, Parameter>> => ({
  start,
  end,
  begins: new Date(start * 1000),
  ends: new Date(end * 1000),
});

/** Rows of the endpoints asked for that start inside the window. */
const ROWS = `SELECT key, az, start, period_seconds, bytes, packets_dropped, rst_packets, near_bps, ${RATE} AS bps
  FROM throughput JOIN asked ON name = endpoint_id
  WHERE ${INSIDE}`;

/** Columns of the relations that a question brings along: the endpoints asked for, by every name the history may use. */
export const ASKED_COLUMNS = 'name, key, near_bps';
/** Groups whose percentiles need more than the rows: slot 0 or a day number, sample length, number of samples with the empty ones. */
export const SPECIAL_COLUMNS = 'key, az, slot, bucket, expected';
/** The zones that get an outline. */
export const OUTLINED_COLUMNS = 'name, zone, key';

export type ThroughputSql = ReturnType<typeof throughputSql>;

/**
 * Every query over a throughput history, in one place. They need a relation `throughput` (endpoint_id, az, start TIMESTAMP in UTC,
 * period_seconds, bytes, packets_dropped, rst_packets) and the relations `asked`, `special` and `outlined`. Standard SQL but for what
 * the dialect spells.
 */
export function throughputSql(dialect: Dialect) {
  const { epoch, quantiles } = dialect;
  const seconds = `CAST(floor(${epoch('start')}) AS BIGINT)`;
  const day = `CAST(floor(${epoch('start')} / 86400) AS BIGINT)`;
  return {
    /** Start of the first and of the last row, and the longest row. */
    span: `SELECT ${epoch('min(start)')}, ${epoch('max(start)')}, max(period_seconds) FROM throughput`,

    /** End of the last row: only rows near the end can hold it. */
    lastEnd: `SELECT max(${seconds} + period_seconds) FROM throughput WHERE start > $after`,

    names: 'SELECT endpoint_id, count(*) FROM throughput GROUP BY endpoint_id ORDER BY endpoint_id',

    /** One row for each name and zone of the whole history, with percentiles that hold where every period has its row. */
    zones: `SELECT endpoint_id, az, count(*), min(period_seconds), max(period_seconds), CAST(sum(bytes) AS DOUBLE), max(bps),
      ${epoch('min(start)')}, ${epoch('max(start)')}, count(packets_dropped) + count(rst_packets), ${quantiles('bps', PERCENTILES)}
      FROM (SELECT *, ${RATE} AS bps FROM throughput WHERE ${INSIDE}) GROUP BY endpoint_id, az`,

    /** Lengths and ends of the rows of each zone. */
    zoneRows: `SELECT key, az, min(period_seconds), max(period_seconds), min(${seconds}), max(${seconds} + period_seconds)
      FROM (${ROWS}) GROUP BY key, az ORDER BY key, az`,

    /** Highest rate of each outlined zone in each of equal slices of the window. */
    outlines: `SELECT key, az, array_agg(peak), array_agg(slice) FROM (
        SELECT key, az, slice, max(bps) AS peak FROM (
          SELECT key, az, CAST(floor((${epoch('start')} - $start) / $slice) AS INTEGER) AS slice, ${RATE} AS bps
          FROM throughput JOIN outlined ON name = endpoint_id AND zone = az WHERE ${INSIDE}
        ) GROUP BY key, az, slice
      ) GROUP BY key, az`,

    /** Drops and resets of each zone, all and near the capacity. */
    losses: `SELECT key, az, coalesce(sum(packets_dropped), 0), coalesce(sum(packets_dropped) FILTER (WHERE near), 0),
      coalesce(sum(rst_packets), 0), coalesce(sum(rst_packets) FILTER (WHERE near), 0),
      CAST(coalesce(sum(bytes) FILTER (WHERE near), 0) AS DOUBLE), count(*) FILTER (WHERE near)
      FROM (SELECT *, bps >= near_bps AS near FROM (${ROWS})) GROUP BY key, az`,

    /** Bytes, rows and busy rate (p99) of each zone and UTC day. */
    days: `SELECT key, az, day, CAST(sum(bytes) AS DOUBLE), count(*), ${dialect.at(`(${quantiles('bps', [0.99])})`, '1')}
      FROM (SELECT *, ${day} AS day FROM (${ROWS})) GROUP BY key, az, day`,

    specialPercentiles: (slot: 'window' | 'day', summed: boolean) =>
      specialPercentiles(dialect, slot === 'window' ? 'CAST(0 AS BIGINT)' : day, summed),
  };
}

/**
 * Percentiles of the groups in `special`, in which periods without a row count as zero without being written out: the empty ones
 * sort first, so a rank below their number is zero and any other is found in the sorted rows. `summed` adds rows up into samples
 * of the bucket's length first.
 */
function specialPercentiles(dialect: Dialect, slot: string, summed: boolean): string {
  const rows = `SELECT key, az, slot, bucket, expected, start, bytes, bps
    FROM (SELECT *, ${slot} AS slot FROM (${ROWS})) JOIN special USING (key, az, slot)`;
  const samples = summed
    ? `SELECT key, az, slot, expected, sum(bytes) * 8e0 / bucket AS bps FROM (${rows})
       GROUP BY key, az, slot, expected, bucket, floor(${dialect.epoch('start')} / bucket)`
    : `SELECT key, az, slot, expected, bps FROM (${rows})`;
  const sorted = `SELECT key, az, slot, ${dialect.sorted('bps')} AS l, greatest(max(expected), count(*)) AS n
    FROM (${samples}) GROUP BY key, az, slot`;
  const values = PERCENTILES.map((share) => percentile(dialect, share)).join(', ');
  return `SELECT key, az, slot, ${dialect.size('l')}, n, ARRAY[${values}] FROM (${sorted})`;
}

/** Linear interpolation between the two ranks around p (n - 1), the empty samples first. */
function percentile({ at, size }: Dialect, share: number): string {
  const low = `CAST(floor(${share} * (n - 1)) AS BIGINT)`;
  const value = (rank: string): string =>
    `(CASE WHEN ${rank} < n - ${size('l')} THEN 0e0 ELSE ${at('l', `${rank} - (n - ${size('l')}) + 1`)} END)`;
  return `${value(low)} + (${share} * (n - 1) - ${low}) * (${value(`least(${low} + 1, n - 1)`)} - ${value(low)})`;
}
