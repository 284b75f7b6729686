import { mkdir } from 'node:fs/promises';
import type { JobQueue } from '../analysis/jobs/job-queue.ts';
import type { ScheduledScans } from '../analysis/scan/scan-environment.ts';
import { ScanService } from '../analysis/scan/scan-service.ts';
import type { Services, StateServices } from '../analysis/services.ts';
import { createBudgetStore } from '../state/budget-store.ts';
import { type Database, openDatabase } from '../state/database.ts';
import { createFiguresStore } from '../state/figures-store.ts';
import { guarded } from '../state/guard.ts';
import { stateDirOf } from '../state/has-state.ts';
import { openJobQueue } from '../state/job-queue.ts';
import { createScanStore } from '../state/scan-store.ts';
import type { WebhookSettings } from '../webhooks/environment.ts';
import { afterScan } from './after-scan.ts';
import { openWebhooks } from './webhooks.ts';

/** What lives in the state database, and what ends it. */
export interface OpenState {
  readonly services: StateServices;
  close(): Promise<void>;
}

export interface StateOptions {
  readonly dataDir: string;
  /** A PostgreSQL server instead of the database embedded in the data directory. */
  readonly databaseUrl: string | undefined;
  readonly scheduled: ScheduledScans;
  readonly webhooks: WebhookSettings;
}

/** Opens the state database, takes part in running its jobs, and keeps the configured schedule. Throws TG2201. */
export async function openState(
  options: StateOptions,
  services: Pick<Services, 'aws' | 'history' | 'rates' | 'now'>,
): Promise<OpenState> {
  const dataDir = stateDirOf(options.dataDir);
  if (options.databaseUrl === undefined) await mkdir(dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: options.databaseUrl, dataDir });
  try {
    const queue = guarded(await openQueue(database, options.webhooks), database.engine);
    const [aws, history] = await Promise.all([services.aws(), services.history()]);
    const store = guarded(createScanStore(database.db), database.engine);
    const { rates, now } = services;
    const webhooks = openWebhooks(database, { queue, now, settings: options.webhooks });
    const budgets = guarded(createBudgetStore(database.db), database.engine);
    const figures = guarded(createFiguresStore(database.db), database.engine);
    const after = afterScan({ store, budgets, events: webhooks, figures, rates });
    const scans = new ScanService({ store, queue, aws, history, rates, now, after });
    await Promise.all([scans.work(), webhooks.work()]);
    await schedule(scans, options.scheduled);
    return {
      services: { scans, budgets, webhooks, figures },
      async close() {
        await scans.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const openQueue = (database: Database, { attempts, retrySeconds }: WebhookSettings): Promise<JobQueue> =>
  openJobQueue(database, {
    onError: () => undefined,
    retries: { 'webhook-delivery': { retryLimit: attempts - 1, retryDelay: retrySeconds } },
  });

async function schedule(service: ScanService, scheduled: ScheduledScans): Promise<void> {
  const { cron, regions, accounts, role, days, maxQueryCostUsd } = scheduled;
  if (cron === undefined) return;
  const parameters = { days, maxQueryCostUsd, ...(role !== undefined && { role }) };
  const scopes = (accounts.length === 0 ? ['self'] : accounts).flatMap((account) =>
    regions.map((region) => ({ account, region, parameters })),
  );
  await service.schedule(cron, scopes);
}
