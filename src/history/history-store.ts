import { duckdbEngine } from '../engines/duckdb/duckdb-engine.ts';
import type { HistoryStore } from '../operations/scan/ports.ts';
import { DEFAULT_UPKEEP, type HistoryUpkeep } from '../operations/scan/scan-environment.ts';
import { duckdbThroughput } from '../traffic/duckdb-throughput.ts';
import { toTraffic } from '../traffic/sources/throughput-file/to-traffic.ts';
import { throughputTotals } from '../traffic/sources/throughput-file/totals.ts';
import { openWriter } from './append.ts';
import { coverSpans, readCoverage, without } from './coverage.ts';
import { setAsideDamaged } from './damage.ts';
import { connectionStatistics, downsampled } from './history-queries.ts';
import { keepUp } from './keep-up.ts';
import { withThroughput } from './open-throughput-view.ts';

/** The throughput history under a data directory. */
export const createHistoryStore = (root: string, upkeep: HistoryUpkeep = DEFAULT_UPKEEP): HistoryStore => ({
  writer: (scope) => openWriter(root, scope),
  async coverage(scope) {
    const damaged = await setAsideDamaged(root, scope);
    return without(await readCoverage(root, scope), damaged);
  },
  cover: (scope, spans) => coverSpans(root, scope, spans),
  upkeep: (scope, now) => keepUp(root, scope, now, upkeep),
  downsample: (scope, endpoint, window, stepSeconds) =>
    withThroughput(root, [scope], { from: window.start, to: window.end }, ({ connection }) =>
      downsampled(duckdbEngine(connection), endpoint, window, stepSeconds),
    ),
  read: (scope, window, targets, work) =>
    withThroughput(root, [scope], { from: window.start, to: window.end }, async ({ connection, findings }) => {
      const engine = duckdbEngine(connection);
      const totals = await throughputTotals(engine);
      // Rows exist only for busy periods; the window itself was asked for whole.
      const asked = { ...totals, window: { start: window.start * 1000, end: window.end * 1000 } };
      const profile = toTraffic(asked, targets, 'the throughput history', 'cloudwatch');
      return work({
        profile,
        throughput: duckdbThroughput(connection, () => undefined),
        connections: () => connectionStatistics(engine, window),
        findings,
      });
    }),
});
