import type { ScanService } from '../scans/scan-service.ts';
import { nothingOfThatId, outOfReach, sees, type VisibleAccounts } from './principal.ts';

/** What the service lets people do with scans. */
export type VisibleScans = Pick<
  ScanService,
  'request' | 'get' | 'list' | 'cancel' | 'snapshot' | 'endpoints' | 'endpoint' | 'throughput' | 'events'
>;

/** Scans and endpoints of these accounts alone: others are as if they were not there (TG2202), and are not scanned (TG1522). */
export function limitScans(scans: VisibleScans, accounts: VisibleAccounts): VisibleScans {
  if (accounts === undefined) return scans;
  const scan = async (id: string) => {
    const record = await scans.get(id);
    if (sees(accounts, record.account)) return record;
    throw nothingOfThatId();
  };
  const endpoint = async (id: string) => {
    const record = await scans.endpoint(id);
    if (sees(accounts, record.account)) return record;
    throw nothingOfThatId();
  };
  return {
    async request(asked) {
      if (!sees(accounts, asked.account)) throw outOfReach('The account to scan');
      return scans.request(asked);
    },
    get: scan,
    list: (page) => scans.list(page, accounts),
    async cancel(id) {
      await scan(id);
      return scans.cancel(id);
    },
    async snapshot(id) {
      await scan(id);
      return scans.snapshot(id);
    },
    endpoints: (filter, page) => scans.endpoints({ ...filter, accounts }, page),
    endpoint,
    async throughput(id, window, stepSeconds) {
      await endpoint(id);
      return scans.throughput(id, window, stepSeconds);
    },
    async *events(id, signal) {
      await scan(id);
      yield* scans.events(id, signal);
    },
  };
}
