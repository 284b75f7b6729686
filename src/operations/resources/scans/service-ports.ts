import type { VisibleAccounts } from '../access/principal.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import type { ScanRecord } from './scan-record.ts';

/** A page of a list: what comes after the id `after`. */
export interface PageRequest {
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface EndpointFilter {
  /** Only endpoints of these; absent = of all. */
  readonly accounts?: VisibleAccounts;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly vpc?: string | undefined;
  readonly service?: string | undefined;
  /** "key=value", or "key" for any value. */
  readonly tag?: string | undefined;
}

/** Port: scans and what the newest of each account and Region found. */
export interface ScanStore {
  /** Throws TG2203 where a scan of that account and Region is queued or running. */
  create(scan: Pick<ScanRecord, 'account' | 'region' | 'parameters'>): Promise<ScanRecord>;
  get(id: string): Promise<ScanRecord | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(page: PageRequest, accounts?: VisibleAccounts): Promise<readonly ScanRecord[]>;
  /** Marks it as running; undefined where it is over already (cancelled while it waited). A crashed run starts again. */
  start(id: string): Promise<ScanRecord | undefined>;
  /** Keeps the progress and tells the state as others see it, so that a cancelled run ends itself. */
  progress(id: string, progress: ScanRecord['progress']): Promise<ScanRecord['state'] | undefined>;
  finish(
    id: string,
    outcome: { readonly state: 'succeeded' | 'failed' | 'cancelled'; readonly error?: ScanRecord['error'] },
  ): Promise<void>;
  /** Ends a scan that is not over; what it stored stays. Undefined where there is none. */
  cancel(id: string): Promise<ScanRecord | undefined>;
  /** In one step: the snapshot of a scan, and its endpoints instead of those of the scan before. A scan that is over keeps nothing. */
  keep(scan: ScanRecord, snapshot: string, endpoints: readonly EndpointRecord[]): Promise<void>;
  /** The snapshot of a scan as JSON text. */
  snapshot(scanId: string): Promise<string | undefined>;
  /** The scan whose snapshot is the newest of its account and Region. */
  newestKept(scope: Pick<ScanRecord, 'account' | 'region'>): Promise<string | undefined>;
  /** The newest snapshot of each account of a Region as JSON text, the newest of them first. */
  newestSnapshots(region: string): Promise<readonly string[]>;
  /** Regions of which a snapshot is kept. */
  keptRegions(): Promise<readonly string[]>;
  /** The scan of the same account and Region whose snapshot was kept before that of this one, if it is still held. */
  keptBefore(scan: Pick<ScanRecord, 'id' | 'account' | 'region'>): Promise<string | undefined>;
  endpoints(filter: EndpointFilter, page: PageRequest): Promise<readonly EndpointRecord[]>;
  endpoint(id: string): Promise<EndpointRecord | undefined>;
}
