import { openDuck } from '../../src/files/bounded-duckdb.ts';
import { literal } from '../../src/history/history-sql.ts';
import { withThroughput } from '../../src/history/open-throughput-view.ts';
import { duckdbThroughput } from '../../src/traffic/duckdb-throughput.ts';
import { pairedRatioAsync, processorClock } from '../harness.ts';
import { endpointName, flatFile, SCOPE, WINDOW, writeFlat, writeHistory } from './history-rows.ts';

/**
 * Steps of the bench of the history, each a process of its own so that its memory is its own: profile-history.ts STEP ROOT
 * ENDPOINT-ZONES. "write" makes the rows, "flat" copies them into one file, "ratio" prints how much longer the profile takes than
 * the bare query on that file (both use every core, so their processor time tells, whatever else the machine does), "memory" prints the highest resident memory of one profile in GiB.
 */
const [step = '', root = '', count = ''] = process.argv.slice(2);
const endpointZones = Number(count);

const endpoints = Array.from({ length: Math.ceil(endpointZones / 3) }, (_, index) => {
  const id = endpointName(index);
  return { id, names: [id], nearBps: Number.MAX_VALUE };
});

const profile = () =>
  withThroughput(root, [SCOPE], { from: WINDOW.start, to: WINDOW.end }, async ({ connection }) => {
    const zones = await duckdbThroughput(connection, () => undefined).statistics({ window: WINDOW, endpoints }, 0);
    if (zones.length !== endpointZones) throw new Error(`${zones.length} zones instead of ${endpointZones}`);
  });

async function bare(): Promise<void> {
  const duck = await openDuck();
  try {
    const rate = 'bytes * 8.0 / period_seconds';
    const result = await duck.connection.runAndReadAll(`SELECT endpoint_id, az, sum(bytes), max(${rate}),
      quantile_cont(${rate}, [0.5, 0.95, 0.99]) FROM read_parquet(${literal(flatFile(root))}) GROUP BY endpoint_id, az`);
    if (result.currentRowCount !== endpointZones) throw new Error('rows are missing');
  } finally {
    duck.close();
  }
}

const STEPS: Readonly<Record<string, () => Promise<unknown>>> = {
  write: () => writeHistory(root, endpointZones),
  flat: () => writeFlat(root),
  ratio: async () => {
    const ratio = await pairedRatioAsync(profile, bare, { warmUp: 1, rounds: 3, clock: processorClock });
    process.stdout.write(String(ratio));
  },
  memory: async () => {
    await profile();
    process.stdout.write(String(process.resourceUsage().maxRSS / 2 ** 20));
  },
};

await STEPS[step]?.();
