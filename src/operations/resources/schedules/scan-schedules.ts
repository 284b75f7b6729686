import { TollgateError } from '../../../core/errors.ts';
import { regionNamed } from '../../../core/regions.ts';
import { parseScanRequest } from '../../scan/scan-request.ts';
import type { VisibleAccounts } from '../access/principal.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { ScanService } from '../scans/scan-service.ts';
import type { PageRequest } from '../scans/service-ports.ts';
import type { Schedule, ScheduleRecord, ScheduleStore } from './schedule-record.ts';

export interface ScheduleParts {
  readonly store: ScheduleStore;
  readonly queue: JobQueue;
  readonly scans: Pick<ScanService, 'request' | 'refuseRole'>;
  readonly now: () => Date;
}

/** The queue of times at which a kept schedule is due. */
const TIMES = 'kept-schedule';
const PAGE = 200;

/** Scans that are repeated, each of one account and Region. What is kept here counts; the clock of the queue follows it. */
export class ScanSchedules {
  readonly #parts: ScheduleParts;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  /** Throws TG1012 or TG1102 (what is to be scanned), TG1553 (when), TG1554 (as whom). */
  async create(given: Schedule): Promise<ScheduleRecord> {
    const { store, queue } = this.#parts;
    const record = await store.create(this.#checked(given));
    await queue.plan(TIMES, record.id, record.schedule.cron).catch(async (error: unknown) => {
      await store.remove(record.id).catch(() => undefined);
      throw error;
    });
    return record;
  }

  get(id: string): Promise<ScheduleRecord | undefined> {
    return this.#parts.store.get(id);
  }

  list(page: PageRequest, accounts?: VisibleAccounts): Promise<readonly ScheduleRecord[]> {
    return this.#parts.store.list(page, accounts);
  }

  /** As `create`; undefined where there is none of that id, or none of the version that is expected. */
  async replace(id: string, given: Schedule, expected?: number): Promise<ScheduleRecord | undefined> {
    const { store, queue } = this.#parts;
    const record = await store.replace(id, this.#checked(given), expected);
    if (record) await queue.plan(TIMES, id, record.schedule.cron);
    return record;
  }

  async remove(id: string, expected?: number): Promise<boolean> {
    const { store, queue } = this.#parts;
    const isRemoved = await store.remove(id, expected);
    if (isRemoved) await queue.unplan(TIMES, id);
    return isRemoved;
  }

  /** Takes part in the schedules until the queue is stopped. What a killed process left undone between the two tables is done now. */
  async work(): Promise<void> {
    const { store, queue } = this.#parts;
    await queue.planned(TIMES, (id) => this.#run(id));
    for (let after: string | undefined; ; ) {
      const page = await store.list({ limit: PAGE, after });
      for (const { id, schedule } of page) await queue.plan(TIMES, id, schedule.cron);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  async #run(id: string): Promise<void> {
    const { store, queue, scans, now } = this.#parts;
    const record = await store.get(id);
    if (record === undefined) return queue.unplan(TIMES, id);
    const { account = 'self', region, role, days, maxQueryCostUsd } = record.schedule;
    const parameters = { days, maxQueryCostUsd, ...(role !== undefined && { role }) };
    const at = now().toISOString();
    try {
      const scan = await scans.request({ account, region, parameters });
      await store.ran(id, { at, scanId: scan.id, code: null });
    } catch (error) {
      if (!(error instanceof TollgateError)) throw error;
      await store.ran(id, { at, scanId: null, code: error.code });
    }
  }

  #checked(given: Schedule): Schedule {
    const { region, account, role, days, maxQueryCostUsd, cron } = given;
    if (account === 'all') {
      throw new TollgateError('TG1012', 'A schedule is of one account.', {
        hint: 'Make one for each, or leave account out.',
      });
    }
    parseScanRequest({
      region: [region],
      account: account === undefined ? undefined : [account],
      role,
      days: String(days),
      maxQueryCost: maxQueryCostUsd,
    });
    this.#parts.scans.refuseRole(role);
    this.#parts.queue.checkPlan(cron);
    return { ...given, region: regionNamed(region.trim()).region };
  }
}
