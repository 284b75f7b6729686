import { TollgateError } from '../../../core/errors.ts';
import { type ExchangeRates, parseExchangeRates } from '../../inputs/exchange-rates.ts';
import { nothingOfThatId } from '../access/principal.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { BillImport, BillReader, BillStore, BillSum } from './bill-import.ts';

export interface BillImportPorts {
  readonly store: BillStore;
  readonly queue: JobQueue;
  readonly read: BillReader;
  /** What TOLLGATE_BILLS names; none = nothing is imported. */
  readonly paths: readonly string[];
  readonly tag: string | undefined;
  /** EUR=0.92: what 1 USD is in other currencies. */
  readonly exchangeRates: readonly string[];
  /** Newest snapshots of all accounts and Regions, as JSON text. */
  readonly snapshots: () => Promise<readonly string[]>;
  /** Told of a failure that has no code of ours. */
  readonly onError: (error: unknown, doing: string) => void;
}

/** Bills that come by themselves: asked for or on a schedule, read by whichever replica is free, each version once. */
export class BillImports {
  readonly #ports: BillImportPorts;

  constructor(ports: BillImportPorts) {
    this.#ports = ports;
  }

  /** Queues an import. Throws TG4070 where no bill is configured. */
  async request(): Promise<BillImport> {
    const { store, queue, paths } = this.#ports;
    if (paths.length === 0) {
      throw new TollgateError('TG4070', 'No bill is configured.', {
        hint: 'Set TOLLGATE_BILLS to a folder or s3://bucket/prefix.',
      });
    }
    const record = await store.create();
    await queue.enqueue('bill-import', { importId: record.id });
    return record;
  }

  /** Throws TG2202. */
  async get(id: string): Promise<BillImport> {
    const record = await this.#ports.store.get(id);
    if (record) return record;
    throw nothingOfThatId();
  }

  list(page: Parameters<BillStore['list']>[0]): Promise<readonly BillImport[]> {
    return this.#ports.store.list(page);
  }

  /** What 1 USD is in other currencies, as the service is configured. */
  get exchangeRates(): ExchangeRates {
    return parseExchangeRates(this.#ports.exchangeRates);
  }

  /** Sums of a month, YYYY-MM. */
  sums(month: string): Promise<readonly BillSum[]> {
    return this.#ports.store.sums(month);
  }

  /** Runs queued imports on this replica, and asks for one whenever the cron expression says so. */
  async work(cron: string): Promise<void> {
    const { queue, paths } = this.#ports;
    await queue.work('bill-import', ({ importId }, signal) => this.#run(importId, signal));
    if (paths.length > 0) await queue.schedule('bill-imports', cron, async () => void (await this.request()));
  }

  /** A bill that cannot be read ends the import; whatever else fails is tried again by the queue. */
  async #run(id: string, signal: AbortSignal): Promise<void> {
    const { store, read, paths, tag, exchangeRates, snapshots, onError } = this.#ports;
    if (!(await store.start(id))) return;
    try {
      const known = await store.version();
      const reading = await read({ paths, tag, exchangeRates, known, snapshots: await snapshots() }, signal);
      if (reading) await store.finish(id, reading);
      else await store.end(id, 'unchanged');
    } catch (error) {
      if (signal.aborted) throw error;
      const isOurs = error instanceof TollgateError;
      if (isOurs && error.code === 'TG2201') throw error;
      if (!isOurs) onError(error, 'bill-import');
      const detail = isOurs ? error.message : 'The import failed.';
      await store.end(id, 'failed', { code: isOurs ? error.code : null, detail });
    }
  }
}
