import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistoryStore } from '../../src/history/history-store.ts';
import type { BudgetStore } from '../../src/operations/resources/budgets/budget-store.ts';
import { endpointRecordSchema } from '../../src/operations/resources/scans/endpoint-record.ts';
import { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import { ScanSchedules } from '../../src/operations/resources/schedules/scan-schedules.ts';
import type { AwsAccess } from '../../src/operations/scan/ports.ts';
import { createAdviceStore } from '../../src/state/advice-store.ts';
import { createBudgetStore } from '../../src/state/budget-store.ts';
import type { Database } from '../../src/state/database.ts';
import { createIdempotencyStore } from '../../src/state/idempotency-store.ts';
import { openJobQueue } from '../../src/state/job-queue.ts';
import { createScanStore } from '../../src/state/scan-store.ts';
import { createScheduleStore } from '../../src/state/schedule-store.ts';
import { servicesOfTest } from './http-app.ts';
import { advice as adviceOf, proposal, SCAN } from './recommend/advice.ts';

export const OURS = '111122223333';
export const THEIRS = '444455556666';

/** What one account has in the database. */
export interface Belongings {
  readonly scan: string;
  readonly endpoint: string;
  readonly budget: string;
  readonly recommendation: string;
  readonly schedule: string;
}

/** A state database in which two accounts have a scan, an endpoint, a budget and a recommendation each; nobody runs its jobs. */
export async function twoAccounts(database: Database) {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-tenants-'));
  const queue = await openJobQueue(database, { onError: () => undefined });
  const store = createScanStore(database.db);
  const budgets = createBudgetStore(database.db);
  const advice = createAdviceStore(database.db);
  const { rates, now } = servicesOfTest();
  const aws: AwsAccess = { open: () => Promise.reject(new Error('no test scans')) };
  const history = createHistoryStore(dir, { keepDays: 0, filesPerDay: 0 });
  const scans = new ScanService({ store, queue, aws, history, rates, now, after: [] });

  const schedules = new ScanSchedules({ store: createScheduleStore(database.db), queue, scans, now });
  await schedules.work();

  const add = async (account: string): Promise<Belongings> => {
    const parameters = { days: 15, maxQueryCostUsd: '1' };
    const scan = await store.create({ account, region: 'us-east-1', parameters });
    await store.start(scan.id);
    const endpoint = `vpce-${account}`;
    await store.keep(scan, '{"schema":"tollgate/snapshot@1"}', [endpointOf(endpoint, account, scan.id)]);
    await store.finish(scan.id, { state: 'succeeded' });
    const recommendation = `rec-${account}`;
    const from = { ...SCAN, id: scan.id, scope: account, account };
    await advice.keep(from, proposal(adviceOf(recommendation)), now());
    const schedule = (await schedules.create(scheduleOf(account))).id;
    return { scan: scan.id, endpoint, budget: (await budgets.create(budgetOf(account))).id, recommendation, schedule };
  };
  return {
    state: {
      scans,
      budgets: budgets satisfies BudgetStore,
      advice,
      schedules,
      idempotency: createIdempotencyStore(database.db, now),
    },
    ours: await add(OURS),
    theirs: await add(THEIRS),
    async close() {
      await queue.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export const scheduleOf = (account: string | undefined) => ({
  cron: '0 0 1 1 *',
  region: 'us-east-1',
  days: 15,
  maxQueryCostUsd: '1',
  ...(account !== undefined && { account }),
});

export const budgetOf = (account: string | undefined) => ({
  schema: 'tollgate/budget@1' as const,
  name: 'a',
  amount: '10',
  currency: 'USD',
  scope: { region: 'us-east-1', ...(account !== undefined && { account }) },
});

const endpointOf = (id: string, account: string, scanId: string) =>
  endpointRecordSchema.parse({
    id,
    account,
    region: 'us-east-1',
    scanId,
    capturedAt: '2026-11-23T08:00:00.000Z',
    currency: 'USD',
    cost: { id, type: 'Interface', tags: {}, monthly: '14.60', unknownLines: 0, lines: [] },
    traffic: null,
    headroom: null,
    health: [],
  });
