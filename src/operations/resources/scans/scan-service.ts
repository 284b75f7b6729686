import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import type { RateSource } from '../../../rates/rate-source.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import type { TimeSpan } from '../../../traffic/throughput.ts';
import type { AwsAccess, HistoryStore, ScanProgress, ThroughputStep } from '../../scan/ports.ts';
import { scan } from '../../scan/scan.ts';
import { nothingOfThatId, type VisibleAccounts } from '../access/principal.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { type AfterScan, runAfterScan } from './after-scan.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import { endpointRecords } from './endpoint-records.ts';
import { monthToDate } from './month-to-date.ts';
import { isOver, type ScanRecord } from './scan-record.ts';
import { ScanWatch } from './scan-watch.ts';
import type { EndpointFilter, PageRequest, ScanStore } from './service-ports.ts';

export interface ScanServicePorts {
  readonly store: ScanStore;
  readonly queue: JobQueue;
  readonly aws: AwsAccess;
  readonly history: HistoryStore;
  readonly rates: RateSource;
  readonly now: () => Date;
  /** What follows each scan. */
  readonly after: readonly AfterScan[];
  /** Told of a failure that has no code of ours: the scan's record says no more than that. */
  readonly onError?: (error: unknown, doing: string) => void;
  /** Milliseconds that a scan may take, by its endpoints in zones; absent = as `allowedMs` says. */
  readonly allowed?: (targets: number) => number;
  /** Roles that may be assumed; absent = any. */
  readonly roles?: readonly string[] | undefined;
}

/** Milliseconds between two writes of a scan's progress, and between two looks of an event stream. */
const PROGRESS_MS = 500;

/** Scans as a service: asked for, run by whichever replica is free, watched and cancelled. */
export class ScanService {
  readonly #ports: ScanServicePorts;

  constructor(ports: ScanServicePorts) {
    this.#ports = ports;
  }

  /** Throws TG1554 for a role that this service may not assume. */
  refuseRole(role: string | undefined): void {
    const { roles } = this.#ports;
    if (role === undefined || roles === undefined || roles.includes(role)) return;
    throw new TollgateError('TG1554', 'This service may not assume that role.', {
      hint: 'Name one of TOLLGATE_SCAN_ROLES, or ask the operator to add it.',
    });
  }

  /** Queues a scan. Throws TG1554, and TG2203 where one of that account and Region is under way. */
  async request(scan: Pick<ScanRecord, 'account' | 'region' | 'parameters'>): Promise<ScanRecord> {
    const { store, queue } = this.#ports;
    this.refuseRole(scan.parameters.role);
    const record = await store.create(scan);
    try {
      await queue.enqueue('scan', { scanId: record.id });
    } catch (error) {
      // A record without a job would keep its account and Region busy for ever.
      await store.cancel(record.id).catch(() => undefined);
      throw error;
    }
    return record;
  }

  /** Throws TG2202. */
  async get(id: string): Promise<ScanRecord> {
    return found(await this.#ports.store.get(id));
  }

  list(page: PageRequest, accounts?: VisibleAccounts): Promise<readonly ScanRecord[]> {
    return this.#ports.store.list(page, accounts);
  }

  async cancel(id: string): Promise<ScanRecord> {
    return found(await this.#ports.store.cancel(id));
  }

  /** The snapshot of a scan as JSON text. Throws TG2202. */
  async snapshot(id: string): Promise<string> {
    return found(await this.#ports.store.snapshot(id));
  }

  /** The newest snapshot of each account of a Region as JSON text, the newest of them first. */
  newestSnapshots(region: string): Promise<readonly string[]> {
    return this.#ports.store.newestSnapshots(region);
  }

  /** Regions of which a snapshot is kept. */
  keptRegions(): Promise<readonly string[]> {
    return this.#ports.store.keptRegions();
  }

  endpoints(filter: EndpointFilter, page: PageRequest): Promise<readonly EndpointRecord[]> {
    return this.#ports.store.endpoints(filter, page);
  }

  async endpoint(id: string): Promise<EndpointRecord> {
    return found(await this.#ports.store.endpoint(id));
  }

  /** The stored throughput of an endpoint in steps. Throws TG2202. */
  async throughput(id: string, window: TimeSpan, stepSeconds: number): Promise<readonly ThroughputStep[]> {
    const { account, region } = await this.endpoint(id);
    return this.#ports.history.downsample({ account, region }, id, window, stepSeconds);
  }

  /** Each state of a scan that differs from the one before, until it is over. */
  async *events(id: string, signal: AbortSignal): AsyncGenerator<ScanRecord> {
    let last = '';
    while (!signal.aborted) {
      const record = await this.get(id);
      const text = JSON.stringify(record);
      if (text !== last) yield record;
      last = text;
      if (isOver(record.state)) return;
      await new Promise((resolve) => setTimeout(resolve, PROGRESS_MS));
    }
  }

  /** Runs queued scans on this replica until the queue is stopped. */
  async work(): Promise<void> {
    const { queue, store } = this.#ports;
    await queue.work('scan', ({ scanId }, signal) => this.#run(scanId, signal));
    await queue.work('scan-dead', ({ scanId }) => store.finish(scanId, { state: 'failed', error: GIVEN_UP }));
    await queue.work('after-scan', ({ scanId }, signal) => this.#follow(scanId, signal));
  }

  /** Queues the scans again whenever the cron expression (UTC) says so; one that is under way is left alone. */
  schedule(cron: string, scans: readonly Pick<ScanRecord, 'account' | 'region' | 'parameters'>[]): Promise<void> {
    return this.#ports.queue.schedule('scan-schedule', cron, async () => {
      for (const each of scans) {
        await this.request(each).catch((error: unknown) => {
          if (!(error instanceof TollgateError) || error.code !== 'TG2203') throw error;
        });
      }
    });
  }

  stop(): Promise<void> {
    return this.#ports.queue.stop();
  }

  async #run(id: string, stopped: AbortSignal): Promise<void> {
    const { store, queue, aws, history, rates, now } = this.#ports;
    const record = await store.start(id);
    if (record === undefined) return;
    const isWanted = async () => !isOver((await store.get(id))?.state ?? 'cancelled');
    const watch = new ScanWatch({ isWanted, allowed: this.#ports.allowed });
    const signal = AbortSignal.any([stopped, watch.signal]);
    const report = this.#reporter(id, watch);
    try {
      const { account, region, parameters } = record;
      const accounts = account === 'self' ? [] : [account];
      const maxQueryCost = new Decimal(parameters.maxQueryCostUsd);
      const request = { regions: [region], accounts, role: parameters.role, days: parameters.days, maxQueryCost };
      const snapshot = await scan(request, { aws, history, now, signal, onProgress: report });
      const month = await monthToDate(snapshot, { history, rates });
      await store.keep(record, JSON.stringify(snapshot), await endpointRecords(record, snapshot, rates, month));
      await queue.enqueue('after-scan', { scanId: id });
      await store.finish(id, { state: 'succeeded' });
    } catch (error) {
      if (watch.isCancelled) return;
      // The queue gives the job to whichever replica is there once the database is back.
      if (stopped.aborted || isDatabase(error)) throw error;
      const why = watch.tooLate ?? error;
      if (!(why instanceof TollgateError)) this.#ports.onError?.(why, 'scan');
      await store.finish(id, { state: 'failed', error: problemOf(why) });
    } finally {
      watch.stop();
    }
  }

  /** What follows a scan, also where a newer one of the same account and Region is kept already: what changed in between is told. */
  async #follow(id: string, signal: AbortSignal): Promise<void> {
    const { store, after } = this.#ports;
    const scan = await store.get(id);
    const text = scan && (await store.snapshot(id));
    if (scan === undefined || text === undefined) return;
    const isNewest = (await store.newestKept(scan)) === id;
    // What a scan has kept is not validated again: of a thousand endpoints that holds up the event loop for half a second.
    await runAfterScan(after, { scan, snapshot: JSON.parse(text) as Snapshot, isNewest }, signal);
  }

  /** Writes progress at a bounded pace. */
  #reporter(id: string, watch: ScanWatch): (progress: ScanProgress) => void {
    let next = 0;
    return (progress) => {
      watch.note(progress);
      const { phase, done, all } = progress;
      const time = this.#ports.now().getTime();
      if (time < next) return;
      next = time + PROGRESS_MS;
      this.#ports.store.progress(id, { phase, done, all }).catch(() => undefined);
    };
  }
}

function found<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw nothingOfThatId();
}

const GIVEN_UP = {
  code: 'TG1509',
  detail: 'The scan was begun too often without an end; the log of the service says why.',
} as const;

const isDatabase = (error: unknown): boolean => error instanceof TollgateError && error.code === 'TG2201';

const problemOf = (error: unknown): NonNullable<ScanRecord['error']> =>
  error instanceof TollgateError
    ? { code: error.code, detail: error.message }
    : { code: 'TG1509', detail: 'The scan failed; the log of the service says why.' };
