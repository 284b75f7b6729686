import type { RateSource } from '../rates/rate-source.ts';
import type { RateStore } from '../rates/rate-store.ts';
import type { LiveRateSourceKind } from '../rates/registry.ts';
import type { Disk } from './operation.ts';
import type { KeptState } from './resources/price-watch/kept-state.ts';
import type { AwsAccess, HistoryStore, ScanProgress } from './scan/ports.ts';

/** Prices: those in use, where they are kept, and the price list itself. */
export interface RatePorts {
  /** The rates in use: from disk, never from the network. */
  readonly rates: RateSource;
  /** Where refreshed rates are kept. */
  readonly rateStore: RateStore;
  /** The live price list: the configured one unless another is named. Throws TG1514 when Tollgate is offline. */
  readonly liveRates: (kind?: LiveRateSourceKind) => Promise<RateSource>;
}

/** AWS, and what is kept of it. */
export interface AwsPorts {
  /** AWS accounts and Regions that can be scanned. */
  readonly aws: () => Promise<AwsAccess>;
  /** The kept throughput of every scan. */
  readonly history: () => Promise<HistoryStore>;
}

/** The newest scans, for whoever looks at them without the jobs of the service. */
export interface KeptPorts {
  /** The state database for looking and for keeping events; undefined where there is none. Throws TG2201. */
  readonly keptState: () => Promise<KeptState | undefined>;
}

/** Files that the user names. */
export interface FilePorts {
  /** The bytes of a file the user names. Throws TG1007 (cannot be read) or TG1006 (too large). */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What lies at a path the user names; undefined = nothing. */
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
  /** Checks a revision out. Throws TG1208. */
  readonly checkout: NonNullable<Disk['checkout']>;
}

/** What long work shows meanwhile. */
export interface Progress {
  readonly report: (progress: ScanProgress) => void;
  /** A line for whoever watches a terminal. */
  readonly note: (line: string) => void;
  /** A line that stays, also in a log. */
  readonly say: (line: string) => void;
  readonly stop: () => void;
}

/** Long work: it can be interrupted, and shows how far it is. */
export interface LongWorkPorts {
  readonly signal: AbortSignal;
  readonly progress: () => Promise<Progress>;
}
