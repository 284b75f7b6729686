import { MAX_AGE_MS } from '../../rates/sources/pricing-cache/index.ts';
import type { RateRefresher } from './rate-refresher.ts';

/** Milliseconds from the start of the service to the first look at the age of the rates, and between two looks. */
const FIRST_LOOK_MS = 60_000;
const LOOK_MS = 15 * 60_000;

/** Keeps the rates of the Regions in use fresh: each is read live when it is older than the age limit. Gives the end of it. */
export function keepFresh(refresher: RateRefresher, regionsInUse: () => Promise<readonly string[]>): () => void {
  const look = async (): Promise<void> => {
    const regions = await regionsInUse();
    if (regions.length > 0) refresher.start({ regions, maxAgeMs: MAX_AGE_MS });
  };
  const first = setTimeout(look, FIRST_LOOK_MS).unref();
  const later = setInterval(look, LOOK_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(later);
  };
}
