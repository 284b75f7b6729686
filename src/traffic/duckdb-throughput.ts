import type { DuckDBConnection } from '@duckdb/node-api';
import type { AskedEndpoint, DailySeries, ThroughputHistory, ThroughputQuery, ZoneStatistics } from './throughput.ts';
import type { Ask } from './throughput-ask.ts';
import { dailySeries } from './throughput-days.ts';
import { keysByName } from './throughput-names.ts';
import { ASKED_TABLE, LAST_END, NAMES, OUTLINED_TABLE, SPAN, SPECIAL_TABLE } from './throughput-sql.ts';
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
    async outlined(zones) {
      await connection.run(OUTLINED_TABLE);
      const appender = await connection.createAppender('outlined');
      for (const { name, az, key } of zones) {
        appender.appendVarchar(name);
        appender.appendVarchar(az);
        appender.appendInteger(key);
        appender.endRow();
      }
      appender.closeSync();
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
  /** Seen by the last statistics: asking again would read every row again. */
  let names: ReadonlyMap<string, number> | undefined;
  return {
    async span() {
      const [[first, last, longest] = []] = await ask.rows(SPAN);
      if (first === null || first === undefined) return undefined;
      const [[end] = []] = await ask.rows(LAST_END, { after: Math.floor(Number(last)) - Number(longest) - 1 });
      return { start: Math.floor(Number(first)), end: Number(end) };
    },
    async names() {
      return names ?? new Map((await ask.rows(NAMES)).map(([name, rows]) => [String(name), Number(rows)]));
    },
    async statistics(query: ThroughputQuery, slices: number): Promise<ZoneStatistics[]> {
      await askFor(connection, query.endpoints);
      const answer = await zoneStatistics(ask, query, slices);
      names = answer.names;
      return answer.zones;
    },
    async daily(query: ThroughputQuery): Promise<DailySeries[]> {
      await askFor(connection, query.endpoints);
      return dailySeries(ask, query);
    },
    close: async () => close(),
  };
}

async function askFor(connection: DuckDBConnection, endpoints: readonly AskedEndpoint[]): Promise<void> {
  await connection.run(ASKED_TABLE);
  const appender = await connection.createAppender('asked');
  for (const [name, key] of keysByName(endpoints)) {
    appender.appendVarchar(name);
    appender.appendInteger(key);
    appender.appendDouble(endpoints[key]?.nearBps ?? Number.MAX_VALUE);
    appender.endRow();
  }
  appender.closeSync();
}
