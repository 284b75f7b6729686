import type { DailySeries, ThroughputHistory, ThroughputQuery, ZoneStatistics } from './throughput.ts';
import { type Ask, namesAsked } from './throughput-ask.ts';
import { dailySeries } from './throughput-days.ts';
import { zoneStatistics } from './throughput-zones.ts';

/** A history over whatever answers its queries. */
export function throughputOver(ask: Ask, close: () => Promise<void>): ThroughputHistory {
  /** Seen by the last statistics: asking again would read every row again. */
  let names: ReadonlyMap<string, number> | undefined;
  return {
    async span() {
      const [[first, last, longest] = []] = await ask.rows(ask.sql.span);
      if (first === null || first === undefined) return undefined;
      const after = new Date((Math.floor(Number(last)) - Number(longest) - 1) * 1000);
      const [[end] = []] = await ask.rows(ask.sql.lastEnd, { after });
      return { start: Math.floor(Number(first)), end: Number(end) };
    },
    async names() {
      return names ?? new Map((await ask.rows(ask.sql.names)).map(([name, rows]) => [String(name), Number(rows)]));
    },
    async statistics(query: ThroughputQuery, slices: number): Promise<ZoneStatistics[]> {
      await ask.asked(namesAsked(query.endpoints));
      const answer = await zoneStatistics(ask, query, slices);
      names = answer.names;
      return answer.zones;
    },
    async daily(query: ThroughputQuery): Promise<DailySeries[]> {
      await ask.asked(namesAsked(query.endpoints));
      return dailySeries(ask, query);
    },
    close,
  };
}
