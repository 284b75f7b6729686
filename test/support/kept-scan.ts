import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { stateDirOf } from '../../src/state/has-state.ts';
import { createScanStore } from '../../src/state/scan-store.ts';
import { layState } from './state-template.ts';

/** A snapshot of one idle interface endpoint in two zones. */
export const idleSnapshot = (region: string, prefix: string): Snapshot => ({
  schema: 'tollgate/snapshot@1',
  capturedAt: '2026-11-20T00:00:00.000Z',
  topology: {
    schema: 'tollgate/topology@1',
    region,
    endpoints: [
      {
        id: 'vpce-1',
        type: 'Interface',
        service: `com.amazonaws.${region}.ssm`,
        azs: [`${prefix}-az1`, `${prefix}-az2`],
        traffic: { monthlyGb: '0' },
      },
    ],
  },
  provenance: { scopes: [], queryCostUsd: '0.00' },
  findings: [],
});

/** Keeps a scan of the account and Region in a state database, as a service would have. */
export async function keepScan(database: Database, account: string, snapshot: Snapshot): Promise<string> {
  const store = createScanStore(database.db);
  const parameters = { days: 1, maxQueryCostUsd: '1' };
  const scan = await store.create({ account, region: snapshot.topology.region ?? '', parameters });
  await store.keep(scan, JSON.stringify(snapshot), []);
  await store.finish(scan.id, { state: 'succeeded' });
  return scan.id;
}

/** Does something with the embedded database of a data directory, before or after a service has it. */
export async function withState<Result>(
  dataDir: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  await layState(dataDir);
  const database = await openDatabase({ dataDir: stateDirOf(dataDir) });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
