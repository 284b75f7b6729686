/** A token bucket: `burst` at once, `perSecond` more each second, by the real clock. */
export interface Quota {
  readonly burst: number;
  readonly perSecond: number;
}

/** The quota that AWS documents for GetProducts. */
export const DOCUMENTED_QUOTA: Quota = { burst: 10, perSecond: 5 };

/** Takes one token; false when there is none. */
export function tokenBucket({ burst, perSecond }: Quota): () => boolean {
  let tokens = burst;
  let last = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - last) / 1000) * perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
