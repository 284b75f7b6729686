import type { DuckDBConnection } from '@duckdb/node-api';
import type { AskedEndpoint, DailySeries, ThroughputHistory, ThroughputQuery, ZoneStatistics } from './throughput.ts';
import type { Ask } from './throughput-ask.ts';
import { dailySeries } from './throughput-days.ts';
import { ASKED_TABLE, NAMES, SPAN, SPECIAL_TABLE } from './throughput-sql.ts';
import { zoneStatistics } from './throughput-zones.ts';

/**
 * A history over a DuckDB connection that has the relation `throughput` (see throughput-sql.ts). The connection serves one
 * question at a time: temporary tables carry the endpoints asked for.
 */
export function duckdbThroughput(connection: DuckDBConnection, close: () => void): ThroughputHistory {
  const ask: Ask = {
    async rows(sql, parameters) {
      const names = Object.entries(parameters ?? {}).filter(([name]) => sql.includes(`$${name}`));
      const given = Object.fromEntries(names.map(([name, value]) => [name, BigInt(value)]));
      return (await connection.runAndReadAll(sql, given)).getRows();
    },
    async special(groups) {
      await connection.run(SPECIAL_TABLE);
      const appender = await connection.createAppender('special');
      for (const group of groups) {
        appender.appendInteger(group.key);
        appender.appendVarchar(group.az);
        appender.appendBigInt(BigInt(group.slot));
        appender.appendBigInt(BigInt(group.bucket));
        appender.appendBigInt(BigInt(group.expected));
        appender.endRow();
      }
      appender.closeSync();
    },
  };
  return {
    async span() {
      const [row] = await ask.rows(SPAN);
      const [start, end] = row ?? [];
      return start === null || start === undefined ? undefined : { start: Number(start), end: Number(end) };
    },
    async names() {
      return new Map((await ask.rows(NAMES)).map(([name, rows]) => [String(name), Number(rows)]));
    },
    async statistics(query: ThroughputQuery, slices: number): Promise<ZoneStatistics[]> {
      await askFor(connection, query.endpoints);
      return zoneStatistics(ask, query, slices);
    },
    async daily(query: ThroughputQuery): Promise<DailySeries[]> {
      await askFor(connection, query.endpoints);
      return dailySeries(ask, query);
    },
    close: async () => close(),
  };
}

/** Names that two endpoints share go to the first: ids come before addresses. */
async function askFor(connection: DuckDBConnection, endpoints: readonly AskedEndpoint[]): Promise<void> {
  await connection.run(ASKED_TABLE);
  const appender = await connection.createAppender('asked');
  const taken = new Set<string>();
  const pass = (name: string | undefined, key: number, nearBps: number): void => {
    if (name === undefined || taken.has(name)) return;
    taken.add(name);
    appender.appendVarchar(name);
    appender.appendInteger(key);
    appender.appendDouble(nearBps);
    appender.endRow();
  };
  endpoints.forEach(({ names, nearBps }, key) => {
    pass(names[0], key, nearBps);
  });
  endpoints.forEach(({ names, nearBps }, key) => {
    for (const name of names.slice(1)) pass(name, key, nearBps);
  });
  appender.closeSync();
}
