import type { RateSource } from '../../rate-source.ts';
import type { RateStore } from '../../rate-store.ts';
import { type Bundled, bundledSnapshot } from './bundled.ts';
import { type LastGood, lastGood } from './last-good.ts';
import { cachedRegion, userFiles } from './paths.ts';
import { fingerprint } from './read-text.ts';
import { createStore } from './store.ts';
import { toReading } from './to-reading.ts';

export interface PricingCacheOptions {
  /** The snapshot that ships with Tollgate (`pricing-cache/`). */
  readonly bundledDir: string;
  /** The user's cache of refreshed cards, read before the snapshot; absent = the snapshot alone. */
  readonly userDir?: string | undefined;
  /** Clock for the age of a card; the system's unless given. */
  readonly now?: (() => Date) | undefined;
  /** Age in milliseconds from which a refreshed card is stale: 24 hours unless given. */
  readonly maxAgeMs?: number | undefined;
  /** For how many milliseconds a card is served before its files are looked at again: one second unless given. */
  readonly recheckMs?: number | undefined;
}

export interface PricingCache {
  readonly source: RateSource;
  readonly store: RateStore;
}

/** Age in milliseconds from which refreshed rates are stale. */
export const MAX_AGE_MS = 24 * 3600 * 1000;
const RECHECK_MS = 1000;

interface Kept {
  readonly until: number;
  readonly mark: string;
  readonly found: Promise<LastGood>;
}

/**
 * Rate cards on disk: the user's refreshed copies over the bundled snapshot, and the store that writes them. Never touches the
 * network. Reads only the files of the Region asked for, keeps what it read, and sees what other processes write.
 */
export function createPricingCache(options: PricingCacheOptions & { readonly userDir: string }): PricingCache {
  const kept = new Map<string, Kept>();
  const forget = (region: string): void => void kept.delete(region);
  const bundled = bundledSnapshot(options.bundledDir);
  return { source: readerOf(options, bundled, kept), store: createStore(options.userDir, bundled, forget) };
}

/** The reading half of the cache alone. */
export const createPricingCacheSource = (options: PricingCacheOptions): RateSource =>
  readerOf(options, bundledSnapshot(options.bundledDir), new Map());

function readerOf(options: PricingCacheOptions, bundled: Bundled, kept: Map<string, Kept>): RateSource {
  const { userDir, now = () => new Date(), maxAgeMs = MAX_AGE_MS, recheckMs = RECHECK_MS } = options;
  return {
    kind: 'pricing-cache',
    async rateCard(name, signal) {
      signal?.throwIfAborted();
      const region = cachedRegion(name);
      const time = now();
      let known = kept.get(region.region);
      if (known === undefined || time.getTime() >= known.until) {
        const mark = userDir === undefined ? '' : await fingerprint(Object.values(userFiles(userDir, region)));
        const found = known?.mark === mark ? known.found : lastGood(region, bundled, userDir);
        known = { until: userDir === undefined ? Infinity : time.getTime() + recheckMs, mark, found };
        kept.set(region.region, known);
        found.catch(() => kept.delete(region.region));
      }
      return toReading(await known.found, time, maxAgeMs);
    },
  };
}
