import type { RateReading, RateSource } from '../../rate-source.ts';
import { bundledSnapshot } from './bundled.ts';
import { cachedRegion } from './paths.ts';
import { readReading } from './read-reading.ts';

export interface PricingCacheOptions {
  /** The snapshot that ships with Tollgate (`pricing-cache/`). */
  readonly bundledDir: string;
  /** The user's cache of refreshed cards, read before the snapshot; absent = the snapshot alone. */
  readonly userDir?: string | undefined;
  /** Clock for the age of a card; the system's unless given. */
  readonly now?: (() => Date) | undefined;
  /** Age in milliseconds from which a refreshed card is stale: 24 hours unless given. */
  readonly maxAgeMs?: number | undefined;
  /** For how many milliseconds a reading is served before the cache directory is looked at again: one second unless given. */
  readonly recheckMs?: number | undefined;
}

export const MAX_AGE_MS = 24 * 3600 * 1000;
const RECHECK_MS = 1000;

/**
 * Rate cards from disk: the user's refreshed copy, else the version before it, else the bundled snapshot, whichever is the
 * last good one. Never touches the network. Reads one Region's file only, and keeps what it read.
 */
export function createPricingCacheSource(options: PricingCacheOptions): RateSource {
  const bundled = bundledSnapshot(options.bundledDir);
  const now = options.now ?? (() => new Date());
  const context = { bundled, userDir: options.userDir, now, maxAgeMs: options.maxAgeMs ?? MAX_AGE_MS };
  const recheckMs = options.recheckMs ?? RECHECK_MS;
  const kept = new Map<string, { readonly until: number; readonly reading: Promise<RateReading> }>();
  return {
    kind: 'pricing-cache',
    async rateCard(name, signal) {
      signal?.throwIfAborted();
      const region = cachedRegion(name);
      const known = kept.get(region.region);
      const time = now().getTime();
      if (known && time < known.until) return known.reading;
      const reading = readReading(region, context);
      kept.set(region.region, { until: options.userDir === undefined ? Infinity : time + recheckMs, reading });
      reading.catch(() => kept.delete(region.region));
      return reading;
    },
  };
}
