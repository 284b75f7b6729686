import type Bottleneck from 'bottleneck';

/**
 * The documented quota of GetProducts: a token bucket of 10 with 5 more a second, per account and endpoint Region. Source:
 * AWS Billing user guide, "Quotas", stored copy read 2026-11-23.
 */
const BUCKET = {
  reservoir: 10,
  reservoirIncreaseInterval: 1000,
  reservoirIncreaseAmount: 5,
  reservoirIncreaseMaximum: 10,
} as const;

export type Paced = <T>(call: () => Promise<T>) => Promise<T>;

/** Lets calls through no faster than the quota; the rest wait their turn. */
export function pacer(): Paced {
  let bucket: Promise<Bottleneck> | undefined;
  return async (call) => {
    bucket ??= import('bottleneck').then(({ default: Bucket }) => new Bucket(BUCKET));
    const limiter = await bucket;
    // The limiter's own timer does not keep the process alive: without this a command would end while its calls wait.
    const alive = setInterval(() => undefined, BUCKET.reservoirIncreaseInterval);
    try {
      return await limiter.schedule(call);
    } finally {
      clearInterval(alive);
    }
  };
}
