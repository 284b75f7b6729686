import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbThroughput } from '../../src/traffic/duckdb-throughput.ts';
import type { ThroughputHistory } from '../../src/traffic/throughput.ts';

/** One row of a throughput history, times in seconds since 1970. */
export interface Row {
  readonly endpoint: string;
  readonly az: string;
  readonly start: number;
  readonly period: number;
  readonly bytes: number;
  readonly dropped?: number;
  readonly resets?: number;
}

/** A history in memory that holds exactly these rows. */
export async function historyOf(rows: readonly Row[]): Promise<ThroughputHistory> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE raw (endpoint_id VARCHAR, az VARCHAR, s BIGINT, period_seconds BIGINT, bytes BIGINT,
    packets_dropped DOUBLE, rst_packets DOUBLE)`);
  const appender = await connection.createAppender('raw');
  for (const row of rows) {
    appender.appendVarchar(row.endpoint);
    appender.appendVarchar(row.az);
    for (const value of [row.start, row.period, row.bytes]) appender.appendBigInt(BigInt(value));
    for (const value of [row.dropped, row.resets]) {
      if (value === undefined) appender.appendNull();
      else appender.appendDouble(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  await connection.run('CREATE VIEW throughput AS SELECT *, make_timestamp(s * 1000000) AS start FROM raw');
  return duckdbThroughput(connection, () => {
    connection.closeSync();
    instance.closeSync();
  });
}

/** Percentile by the definition, independent of the database: sort, rank p (n - 1), interpolate. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? 0;
  return low + (rank - Math.floor(rank)) * (high - low);
}
