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
  const { readTotals } = await import('./read-totals.ts');
  const from = files.map((file) => file.name).join(', ');
  const read = await readTotals(files);
  const findings = [...readingFindings(read, from), ...strangerFindings(strangers(read.totals, targets), from)];
  return { profile: toTraffic(read.totals, targets, from), findings };
}

function* strangerFindings(unknown: ReadonlyMap<string, number>, from: string): Generator<Finding> {
  for (const [endpoint, rows] of unknown) {
    yield finding('TG1204', endpoint, `${from} measures ${endpoint} (${rows} rows), which is not in the network.`, {
      file: from,
    });
  }
}
