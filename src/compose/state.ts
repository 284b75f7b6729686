import { parseExchangeRates } from '../operations/inputs/exchange-rates.ts';
import type { ImportedBills } from '../operations/resources/bills/bill-environment.ts';
import { BillImports } from '../operations/resources/bills/bill-imports.ts';
import type { JobQueue } from '../operations/resources/jobs/job-queue.ts';
import { ScanService } from '../operations/resources/scans/scan-service.ts';
import { ScanSchedules } from '../operations/resources/schedules/scan-schedules.ts';
import type { ScheduledScans } from '../operations/scan/scan-environment.ts';
import type { Services, StateServices } from '../operations/services.ts';
import { createAdviceStore } from '../state/advice-store.ts';
import { createBillStore } from '../state/bill-store.ts';
import { createBudgetStore } from '../state/budget-store.ts';
import { createCostStore } from '../state/cost-store.ts';
import type { Database } from '../state/database.ts';
import { createFiguresStore } from '../state/figures-store.ts';
import { guarded } from '../state/guard.ts';
import { createIdempotencyStore } from '../state/idempotency-store.ts';
import { openJobQueue } from '../state/job-queue.ts';
import { createKeptAnswers } from '../state/kept-answers.ts';
import { createScanStore } from '../state/scan-store.ts';
import { createScheduleStore } from '../state/schedule-store.ts';
import type { WebhookSettings } from '../webhooks/environment.ts';
import type { WorkerAdvisor } from './advisor.ts';
import { afterScan } from './after-scan.ts';
import { openWebhooks } from './webhooks.ts';

/** Told of jobs that failed, which are tried again, and of failures that a job has dealt with. */
export type OnJobError = (error: unknown, doing: string) => void;

/** What lives in the state database, and what ends it; the database itself stays open. */
export interface OpenState {
  readonly services: StateServices;
  close(): Promise<void>;
}

export interface StateOptions {
  readonly scheduled: ScheduledScans;
  readonly webhooks: WebhookSettings;
  readonly allowPrivateTargets: boolean;
  readonly onJobError: OnJobError;
  /** Plans after each scan; closed with the rest. */
  readonly advisor: WorkerAdvisor;
  readonly bills: ImportedBills;
}

type UsedServices = Pick<Services, 'aws' | 'history' | 'rates' | 'now'>;

/** Takes part in running the jobs of the state database, and keeps the configured schedule. Throws TG2201. */
export async function openState(database: Database, options: StateOptions, services: UsedServices): Promise<OpenState> {
  const queue = guarded(await openQueue(database, options.webhooks, options.onJobError), database.engine);
  try {
    return await work(database, queue, options, services);
  } catch (error) {
    await Promise.allSettled([queue.stop(), options.advisor.close()]);
    throw error;
  }
}

/** Takes part in the jobs of a queue; whoever calls ends the queue where that fails. */
async function work(
  database: Database,
  queue: JobQueue,
  { scheduled, webhooks: settings, allowPrivateTargets, onJobError, advisor, bills: imported }: StateOptions,
  services: UsedServices,
): Promise<OpenState> {
  const { db, engine } = database;
  const [aws, history] = await Promise.all([services.aws(), services.history()]);
  const store = guarded(createScanStore(db), engine);
  const budgets = guarded(createBudgetStore(db), engine);
  const advice = guarded(createAdviceStore(db), engine);
  const figures = guarded(createFiguresStore(db), engine);
  const costs = guarded(createCostStore(db), engine);
  const billStore = guarded(createBillStore(db), engine);
  const answers = guarded(createKeptAnswers(db), engine);
  const { rates, now } = services;
  const idempotency = guarded(createIdempotencyStore(db, now), engine);
  const webhooks = openWebhooks(database, { queue, now, settings, allowPrivateTargets });
  const { advise } = advisor;
  const after = afterScan({
    scans: store,
    budgets,
    advice,
    advise,
    events: webhooks,
    figures,
    costs,
    rates,
    now,
    billed: billStore.sums,
    exchangeRates: parseExchangeRates(imported.exchangeRates),
  });
  const scans = new ScanService({
    store,
    queue,
    aws,
    history,
    rates,
    now,
    after,
    onError: onJobError,
    roles: rolesOf(scheduled),
  });
  const schedules = new ScanSchedules({ store: guarded(createScheduleStore(db), engine), queue, scans, now });
  const bills = new BillImports({
    store: billStore,
    queue,
    read: advisor.readBills,
    paths: imported.paths,
    tag: imported.tag,
    exchangeRates: imported.exchangeRates,
    snapshots: async () =>
      (await Promise.all((await scans.keptRegions()).map((region) => scans.newestSnapshots(region)))).flat(),
    onError: onJobError,
  });
  await Promise.all([scans.work(), webhooks.work(), bills.work(imported.cron), schedules.work()]);
  await schedule(scans, scheduled);
  return {
    services: { scans, budgets, advice, webhooks, figures, costs, answers, idempotency, bills, schedules },
    async close() {
      await scans.stop();
      await advisor.close();
    },
  };
}

const openQueue = (
  database: Database,
  { attempts, retrySeconds }: WebhookSettings,
  onError: OnJobError,
): Promise<JobQueue> =>
  openJobQueue(database, {
    onError,
    retries: { 'webhook-delivery': { retryLimit: attempts - 1, retryDelay: retrySeconds } },
  });

/** The role of the environment's own schedule is the operator's word too. */
const rolesOf = ({ role, allowedRoles }: ScheduledScans): readonly string[] | undefined =>
  allowedRoles.length === 0 ? undefined : [...allowedRoles, ...(role === undefined ? [] : [role])];

async function schedule(service: ScanService, scheduled: ScheduledScans): Promise<void> {
  const { cron, regions, accounts, role, days, maxQueryCostUsd } = scheduled;
  if (cron === undefined) return;
  const parameters = { days, maxQueryCostUsd, ...(role !== undefined && { role }) };
  const scopes = (accounts.length === 0 ? ['self'] : accounts).flatMap((account) =>
    regions.map((region) => ({ account, region, parameters })),
  );
  await service.schedule(cron, scopes);
}
