import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventSink } from '../analysis/events/event-sink.ts';
import type { ScheduledScans } from '../analysis/scan/scan-environment.ts';
import { ScanService } from '../analysis/scan/scan-service.ts';
import type { Services, StateServices } from '../analysis/services.ts';
import { createAdviceStore } from '../state/advice-store.ts';
import { createBudgetStore } from '../state/budget-store.ts';
import { openDatabase } from '../state/database.ts';
import { guarded } from '../state/guard.ts';
import { openJobQueue } from '../state/job-queue.ts';
import { createScanStore } from '../state/scan-store.ts';
import type { WorkerAdvisor } from './advisor.ts';
import { afterScan } from './after-scan.ts';

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
  /** Plans after each scan; closed with the rest. */
  readonly advisor: WorkerAdvisor;
}

/** Nobody subscribes to events yet. */
const NO_EVENTS: EventSink = { emit: async () => undefined };

/** Opens the state database, takes part in running its jobs, and keeps the configured schedule. Throws TG2201. */
export async function openState(
  options: StateOptions,
  services: Pick<Services, 'aws' | 'history' | 'rates' | 'now'>,
): Promise<OpenState> {
  const dataDir = join(options.dataDir, 'state');
  if (options.databaseUrl === undefined) await mkdir(dataDir, { recursive: true });
  const database = await openDatabase({ databaseUrl: options.databaseUrl, dataDir });
  try {
    const queue = guarded(await openJobQueue(database, { onError: () => undefined }), database.engine);
    const [aws, history] = await Promise.all([services.aws(), services.history()]);
    const store = guarded(createScanStore(database.db), database.engine);
    const { rates, now } = services;
    const advice = guarded(createAdviceStore(database.db), database.engine);
    const { advise } = options.advisor;
    const after = afterScan({ advice, advise, events: NO_EVENTS, now });
    const scans = new ScanService({ store, queue, aws, history, rates, now, after });
    await scans.work();
    await schedule(scans, options.scheduled);
    return {
      services: { scans, budgets: createBudgetStore(database.db), advice },
      async close() {
        await scans.stop();
        await options.advisor.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function schedule(service: ScanService, scheduled: ScheduledScans): Promise<void> {
  const { cron, regions, accounts, role, days, maxQueryCostUsd } = scheduled;
  if (cron === undefined) return;
  const parameters = { days, maxQueryCostUsd, ...(role !== undefined && { role }) };
  const scopes = (accounts.length === 0 ? ['self'] : accounts).flatMap((account) =>
    regions.map((region) => ({ account, region, parameters })),
  );
  await service.schedule(cron, scopes);
}
