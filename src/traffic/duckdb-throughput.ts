import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { duckdbEngine } from '../engines/duckdb/duckdb-engine.ts';
import type { ThroughputHistory } from './throughput.ts';
import { throughputOver } from './throughput-over.ts';
import { throughputSql } from './throughput-sql.ts';

const ASKED = 'CREATE OR REPLACE TEMP TABLE asked (name VARCHAR, key INTEGER, near_bps DOUBLE)';
const OUTLINED = 'CREATE OR REPLACE TEMP TABLE outlined (name VARCHAR, zone VARCHAR, key INTEGER)';
const SPECIAL =
  'CREATE OR REPLACE TEMP TABLE special (key INTEGER, az VARCHAR, slot BIGINT, bucket BIGINT, expected BIGINT)';

/** A history over a DuckDB connection that has the relation `throughput`; what a question brings along becomes temporary tables. */
export function duckdbThroughput(connection: DuckDBConnection, close: () => void): ThroughputHistory {
  const engine = duckdbEngine(connection);
  const fill = async <Row>(
    create: string,
    rows: readonly Row[],
    append: (to: DuckDBAppender, row: Row) => void,
  ): Promise<void> => {
    await connection.run(create);
    const appender = await connection.createAppender(/TABLE (\w+)/.exec(create)?.[1] ?? '');
    for (const row of rows) {
      append(appender, row);
      appender.endRow();
    }
    appender.closeSync();
  };
  return throughputOver(
    {
      sql: throughputSql(engine.dialect),
      rows: (sql, parameters) => engine.rows(sql, parameters),
      asked: (endpoints) =>
        fill(ASKED, endpoints, (to, { name, key, nearBps }) => {
          to.appendVarchar(name);
          to.appendInteger(key);
          to.appendDouble(nearBps);
        }),
      outlined: (zones) =>
        fill(OUTLINED, zones, (to, { name, az, key }) => {
          to.appendVarchar(name);
          to.appendVarchar(az);
          to.appendInteger(key);
        }),
      special: (groups) =>
        fill(SPECIAL, groups, (to, { key, az, slot, bucket, expected }) => {
          to.appendInteger(key);
          to.appendVarchar(az);
          for (const whole of [slot, bucket, expected]) to.appendBigInt(BigInt(whole));
        }),
    },
    async () => close(),
  );
}
