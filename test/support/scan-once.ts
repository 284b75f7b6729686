import { createAwsAccess } from '../../src/compose/aws-access.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { createHistoryStore } from '../../src/history/history-store.ts';
import { scan } from '../../src/operations/scan/scan.ts';

/** What one scan in a process of its own comes to. */
export interface ScanOnce {
  /** Datapoints stored. */
  readonly points: number;
  /** Bytes of each zone. */
  readonly bytes: readonly number[];
  /** Highest resident memory of the process, GiB. */
  readonly memory: number;
}

/** scan-once.ts ROOT NOW DAYS: scans us-east-1 as of NOW (seconds since 1970) and prints a ScanOnce. */
const [root = '', now = '', days = ''] = process.argv.slice(2);
const { provenance, traffic } = await scan(
  { regions: ['us-east-1'], accounts: [], days: Number(days), maxQueryCost: new Decimal(1) },
  {
    aws: createAwsAccess(),
    history: createHistoryStore(root),
    now: () => new Date(Number(now) * 1000),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  },
);
const once: ScanOnce = {
  points: provenance.scopes[0]?.metricPoints ?? 0,
  bytes: (traffic?.statistics ?? []).map((zone) => zone.bytes),
  memory: process.resourceUsage().maxRSS / 2 ** 20,
};
process.stdout.write(JSON.stringify(once));
