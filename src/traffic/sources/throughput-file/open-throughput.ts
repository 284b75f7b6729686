import type { DuckDBConnection } from '@duckdb/node-api';
import { TollgateError } from '../../../core/errors.ts';
import { openDuck } from '../../../files/bounded-duckdb.ts';
import { isOutOfMemory, refuseLargeParquet, takesTooMuch } from '../../../files/parquet-limits.ts';
import { columnExpressions, REJECTION_EXPRESSION } from './columns.ts';
import { fileRelation } from './file-relation.ts';
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS, type Rejection } from './schema.ts';

/** A throughput history on disk: `path` is read, `name` is what errors call it. */
export interface ThroughputPath {
  readonly path: string;
  readonly name: string;
}

/**
 * An open history. `connection` has a relation `throughput` of the valid rows: endpoint_id, az (text), start (TIMESTAMP, UTC),
 * period_seconds, bytes (BIGINT), active_connections, new_connections, packets_dropped, rst_packets (DOUBLE, null where the file
 * has none).
 */
export interface OpenThroughput {
  readonly connection: DuckDBConnection;
  /** Rows kept. */
  readonly rows: number;
  /** Rows left out, by reason. */
  readonly rejected: ReadonlyMap<Rejection, number>;
  /** Rows kept whose time names no offset from UTC: they are read as UTC. */
  readonly withoutOffset: number;
  close(): void;
}

const COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].join(', ');

/** Reads CSV and Parquet files as one history. Throws TG1001, TG1005, TG1007 or TG2106. The caller closes it. */
export async function openThroughput(files: readonly ThroughputPath[]): Promise<OpenThroughput> {
  const { connection, close } = await openDuck();
  try {
    await connection.run(`CREATE TABLE checked (endpoint_id VARCHAR, az VARCHAR, start TIMESTAMP, lacks_offset BOOLEAN, period_seconds BIGINT,
      bytes BIGINT, ${OPTIONAL_COLUMNS.map((name) => `${name} DOUBLE`).join(', ')}, rejection VARCHAR)`);
    for (const file of files) await load(connection, file);
    const rejected = await rejections(connection);
    const rows = await keepValid(connection, rejected);
    const naive = 'SELECT count(*) FROM checked WHERE lacks_offset AND rejection IS NULL';
    return { connection, rows, rejected, withoutOffset: await count(connection, naive), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function load(connection: DuckDBConnection, { path, name }: ThroughputPath): Promise<void> {
  await refuseLargeParquet(connection, path, name);
  const relation = await fileRelation(connection, path, name);
  const expressions = columnExpressions(relation.columns, name).join(', ');
  const rows = `SELECT *, ${REJECTION_EXPRESSION} FROM (SELECT ${expressions} FROM ${relation.sql})`;
  try {
    await connection.run(`INSERT INTO checked ${rows}`, { path: relation.path });
  } catch (cause) {
    if (isOutOfMemory(cause)) throw takesTooMuch(name, cause);
    throw new TollgateError('TG1005', `${name} cannot be read as ${relation.format === 'csv' ? 'CSV' : 'Parquet'}.`, {
      location: { file: name },
      cause,
    });
  }
}

async function rejections(connection: DuckDBConnection): Promise<Map<Rejection, number>> {
  const rejected = new Map<Rejection, number>();
  const counted = await connection.runAndReadAll(
    'SELECT rejection, count(*) FROM checked WHERE rejection IS NOT NULL GROUP BY rejection ORDER BY rejection',
  );
  for (const [reason, rows] of counted.getRows()) rejected.set(reason as Rejection, Number(rows));
  const tables = await count(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'");
  if (tables === 0) return rejected;
  const broken = await count(connection, 'SELECT count(DISTINCT (scan_id, file_id, line)) FROM reject_errors');
  if (broken > 0) rejected.set('form', broken);
  return rejected;
}

/** Makes `throughput` of the valid rows. Of rows for one endpoint, zone and start the finest, then the largest is kept. */
async function keepValid(connection: DuckDBConnection, rejected: Map<Rejection, number>): Promise<number> {
  const valid = await count(connection, 'SELECT count(*) FROM checked WHERE rejection IS NULL');
  const distinct = await count(
    connection,
    'SELECT count(*) FROM (SELECT 1 FROM checked WHERE rejection IS NULL GROUP BY endpoint_id, az, start)',
  );
  const kept = `SELECT ${COLUMNS} FROM checked WHERE rejection IS NULL`;
  if (valid === distinct) {
    await connection.run(`CREATE VIEW throughput AS ${kept}`);
    return valid;
  }
  rejected.set('duplicate', valid - distinct);
  const first = 'row_number() OVER (PARTITION BY endpoint_id, az, start ORDER BY period_seconds, bytes DESC) = 1';
  await connection.run(`CREATE TABLE throughput AS ${kept} QUALIFY ${first}`);
  return distinct;
}

async function count(connection: DuckDBConnection, sql: string): Promise<number> {
  const result = await connection.runAndReadAll(sql);
  return Number(result.getRows()[0]?.[0] ?? 0);
}
