import type { Dialect } from '../engines/dialect.ts';

/** All SQL of the throughput history. Writing is DuckDB's; what is asked of the rows is written once for every engine. */

/** Columns of the history in file order; `start` is a TIMESTAMP in UTC. */
export const COLUMNS =
  'endpoint_id, az, start, period_seconds, bytes, active_connections, new_connections, packets_dropped, rst_packets';

export const CREATE_STAGED = `CREATE OR REPLACE TABLE staged (endpoint_id VARCHAR, az VARCHAR, start TIMESTAMP, period_seconds INTEGER,
  bytes BIGINT, active_connections DOUBLE, new_connections DOUBLE, packets_dropped DOUBLE, rst_packets DOUBLE)`;

/** Points of metrics as they arrive: one row a value, `metric` is the column's place in METRIC_COLUMNS. */
export const CREATE_POINTS = `CREATE OR REPLACE TABLE points (series INTEGER, metric UTINYINT, start UINTEGER, period_seconds INTEGER, value DOUBLE);
  CREATE OR REPLACE TABLE series (series INTEGER, endpoint_id VARCHAR, az VARCHAR)`;

/** Spans whose points all arrived: start inside, end outside, seconds since 1970 UTC. */
export const CREATE_COMPLETE = 'CREATE OR REPLACE TABLE complete (endpoint_id VARCHAR, begins BIGINT, ends BIGINT)';

/** Points in complete spans become rows. A point that came twice (a repeated page) counts once. */
export const POINTS_TO_ROWS = `INSERT INTO staged
  SELECT endpoint_id, az, make_timestamp(CAST(start AS BIGINT) * 1000000), min(period_seconds),
    CAST(coalesce(max(value) FILTER (WHERE metric = 0), 0) AS BIGINT), max(value) FILTER (WHERE metric = 1),
    max(value) FILTER (WHERE metric = 2), max(value) FILTER (WHERE metric = 3), max(value) FILTER (WHERE metric = 4)
  FROM (SELECT DISTINCT p.* FROM points p JOIN series USING (series)
    JOIN complete USING (endpoint_id) WHERE p.start < ends AND CAST(p.start AS BIGINT) + p.period_seconds > begins)
  JOIN series USING (series) GROUP BY endpoint_id, az, start`;

/** A list of files as a relation. Names are string literals because COPY and views take no parameters. */
export const filesRelation = (paths: readonly string[]): string => `read_parquet([${paths.map(literal).join(', ')}])`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const hourOf = (start: string): string => `CAST(floor(epoch(${start}) / 3600) AS BIGINT)`;

/**
 * Staged rows of one day whose time no stored row covers: a repeated scan adds nothing, and neither does one that asks again at
 * the coarser period that is left of an older day. No period of CloudWatch's crosses an hour, so rows are compared within one.
 */
export function newRowsOfDay(day: string, existing: readonly string[]): string {
  const rows = `SELECT ${COLUMNS} FROM staged WHERE start >= TIMESTAMP ${literal(day)} AND start < TIMESTAMP ${literal(day)} + INTERVAL 1 DAY`;
  if (existing.length === 0) return rows;
  return `SELECT s.* FROM (${rows}) s LEFT JOIN ${filesRelation(existing)} h
    ON h.endpoint_id = s.endpoint_id AND h.az = s.az AND ${hourOf('h.start')} = ${hourOf('s.start')}
    AND epoch(h.start) < epoch(s.start) + s.period_seconds AND epoch(s.start) < epoch(h.start) + h.period_seconds
    WHERE h.endpoint_id IS NULL`;
}

/** Rows of a file and the seconds since 1970 that they span. */
export const SPAN_AND_ROWS =
  'count(*), coalesce(min(epoch(start)), 0), coalesce(max(epoch(start) + period_seconds), 0)';

export const DAYS_STAGED = 'SELECT DISTINCT CAST(CAST(start AS DATE) AS VARCHAR) FROM staged ORDER BY 1';

/** Sorted by endpoint so that a reader of few endpoints skips row groups. */
export const copyTo = (rows: string, path: string): string =>
  `COPY (SELECT ${COLUMNS} FROM (${rows}) ORDER BY endpoint_id, az, start) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`;

/** Bytes and peaks of one endpoint in equal steps; a step without rows is left out. Parameters: endpoint, from, to, step (seconds). */
export const downsampledSql = ({ epoch }: Dialect): string => `
  SELECT az, begins, sum(bytes), max(bps), max(active_connections), sum(new_connections), sum(packets_dropped), sum(rst_packets)
  FROM (SELECT *, CAST(floor((${epoch('start')} - $from) / $step) AS BIGINT) * $step + $from AS begins, bytes * 8e0 / period_seconds AS bps
    FROM throughput WHERE endpoint_id = $endpoint AND ${epoch('start')} >= $from AND ${epoch('start')} < $to)
  GROUP BY az, begins ORDER BY az, begins`;

/** Open and new connections by endpoint and zone. Parameter: seconds of the window. */
export const CONNECTIONS = `
  SELECT endpoint_id, az, coalesce(max(active_connections), 0), coalesce(sum(new_connections), 0) / $seconds
  FROM throughput GROUP BY endpoint_id, az ORDER BY endpoint_id, az`;
