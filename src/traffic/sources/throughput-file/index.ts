import { type Finding, finding } from '../../../core/finding.ts';
import type { TrafficFile, TrafficReading, TrafficSource, TrafficTarget } from '../../traffic-source.ts';
import { readingFindings } from './reading-findings.ts';
import { strangers, toTraffic } from './to-traffic.ts';

/** Measured bytes by endpoint, zone and period: CSV or Parquet, read by DuckDB, which is loaded only then. */
export const throughputFile: TrafficSource = {
  kind: 'throughput-file',
  accepts: (name) => /\.(?:csv|parquet)$/i.test(name),
  read: readThroughput,
};

async function readThroughput(
  files: readonly TrafficFile[],
  targets: readonly TrafficTarget[],
): Promise<TrafficReading> {
  const [{ openThroughput }, { onDisk }, { throughputTotals }, { duckdbEngine }] = await Promise.all([
    import('./open-throughput.ts'),
    import('./on-disk.ts'),
    import('./totals.ts'),
    import('../../../engines/duckdb/duckdb-engine.ts'),
  ]);
  const from = files.map((file) => file.name).join(', ');
  return onDisk(files, async (paths) => {
    const history = await openThroughput(paths);
    try {
      const totals = await throughputTotals(duckdbEngine(history.connection));
      const findings = [...readingFindings(history, from), ...strangerFindings(strangers(totals, targets), from)];
      return { profile: toTraffic(totals, targets, from), findings };
    } finally {
      history.close();
    }
  });
}

function* strangerFindings(unknown: ReadonlyMap<string, number>, from: string): Generator<Finding> {
  for (const [endpoint, rows] of unknown) {
    yield finding('TG1204', endpoint, `${from} measures ${endpoint} (${rows} rows), which is not in the network.`, {
      file: from,
    });
  }
}
