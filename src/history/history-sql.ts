/**
 * All SQL of the throughput history. It keeps to what Athena and Trino share with DuckDB (plain selects, window functions, date
 * arithmetic on integers), apart from the table functions that name files, which each engine spells its own way.
 */

/** Columns of the history in file order; `start` is a TIMESTAMP in UTC. */
export const COLUMNS =
  'endpoint_id, az, start, period_seconds, bytes, active_connections, new_connections, packets_dropped, rst_packets';

export const CREATE_STAGED = `CREATE OR REPLACE TABLE staged (endpoint_id VARCHAR, az VARCHAR, start TIMESTAMP, period_seconds INTEGER,
  bytes BIGINT, active_connections DOUBLE, new_connections DOUBLE, packets_dropped DOUBLE, rst_packets DOUBLE)`;

/** Points of metrics as they arrive: one row a value, `metric` is the column's place in METRIC_COLUMNS. */
export const CREATE_POINTS = `CREATE OR REPLACE TABLE points (series INTEGER, metric UTINYINT, start BIGINT, period_seconds INTEGER, value DOUBLE);
  CREATE OR REPLACE TABLE series (series INTEGER, endpoint_id VARCHAR, az VARCHAR)`;

/** Points become rows. A point that came twice (a repeated page) counts once. */
export const POINTS_TO_ROWS = `INSERT INTO staged
  SELECT endpoint_id, az, make_timestamp(start * 1000000), min(period_seconds),
    CAST(coalesce(max(value) FILTER (WHERE metric = 0), 0) AS BIGINT), max(value) FILTER (WHERE metric = 1),
    max(value) FILTER (WHERE metric = 2), max(value) FILTER (WHERE metric = 3), max(value) FILTER (WHERE metric = 4)
  FROM points JOIN series USING (series) GROUP BY endpoint_id, az, start`;

/** A list of files as a relation. Names are string literals because COPY and views take no parameters. */
export const filesRelation = (paths: readonly string[]): string => `read_parquet([${paths.map(literal).join(', ')}])`;

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Staged rows of one day that the day does not hold yet: a repeated scan adds nothing. */
export function newRowsOfDay(day: string, existing: readonly string[]): string {
  const rows = `SELECT ${COLUMNS} FROM staged WHERE start >= TIMESTAMP ${literal(day)} AND start < TIMESTAMP ${literal(day)} + INTERVAL 1 DAY`;
  const first = `${rows} QUALIFY row_number() OVER (PARTITION BY endpoint_id, az, start ORDER BY period_seconds) = 1`;
  if (existing.length === 0) return first;
  return `SELECT s.* FROM (${first}) s LEFT JOIN ${filesRelation(existing)} h
    ON h.endpoint_id = s.endpoint_id AND h.az = s.az AND h.start = s.start WHERE h.endpoint_id IS NULL`;
}

export const DAYS_STAGED = 'SELECT DISTINCT CAST(CAST(start AS DATE) AS VARCHAR) FROM staged ORDER BY 1';

/** Sorted by endpoint so that a reader of few endpoints skips row groups. */
export const copyTo = (rows: string, path: string): string =>
  `COPY (SELECT ${COLUMNS} FROM (${rows}) ORDER BY endpoint_id, az, start) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`;

/** Bytes and peaks of one endpoint in equal steps; a step without rows is left out. Parameters: endpoint, from, to, step (seconds). */
export const DOWNSAMPLED = `
  SELECT az, CAST(floor((epoch(start) - $from) / $step) AS BIGINT) * $step + $from AS at, sum(bytes) AS bytes,
    max(bytes * 8.0 / period_seconds) AS peak_bps, max(active_connections) AS active_connections,
    sum(new_connections) AS new_connections, sum(packets_dropped) AS packets_dropped, sum(rst_packets) AS rst_packets,
    count(*) AS samples
  FROM throughput
  WHERE endpoint_id = $endpoint AND epoch(start) >= $from AND epoch(start) < $to
  GROUP BY 1, 2 ORDER BY 1, 2`;

/** Open and new connections by endpoint and zone. Parameter: seconds of the window. */
export const CONNECTIONS = `
  SELECT endpoint_id, az, coalesce(max(active_connections), 0), coalesce(sum(new_connections), 0) / $seconds
  FROM throughput GROUP BY endpoint_id, az ORDER BY endpoint_id, az`;
