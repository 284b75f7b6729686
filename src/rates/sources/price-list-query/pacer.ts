import type Bottleneck from 'bottleneck';

/** A token bucket: `burst` calls at once, `perSecond` more each second. */
export interface RequestQuota {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * The documented quota of GetProducts, per account and endpoint Region. Source: AWS Billing user guide, "Quotas", stored copy
 * read 2026-11-23.
 */
const DOCUMENTED: RequestQuota = { burst: 10, perSecond: 5 };

const SECOND_MS = 1000;

/** Our bucket starts to fill before the first call reaches AWS's: a fifth more time keeps it from ever being ahead. */
const REFILL_MS = 1.2 * SECOND_MS;

export type Paced = <T>(call: () => Promise<T>) => Promise<T>;

/** Lets calls through no faster than the quota; the rest wait their turn. */
export function pacer({ burst, perSecond }: RequestQuota = DOCUMENTED): Paced {
  let bucket: Promise<Bottleneck> | undefined;
  return async (call) => {
    bucket ??= import('bottleneck').then(
      ({ default: Bucket }) =>
        new Bucket({
          reservoir: burst,
          reservoirIncreaseInterval: REFILL_MS,
          reservoirIncreaseAmount: perSecond,
          reservoirIncreaseMaximum: burst,
        }),
    );
    const limiter = await bucket;
    // The limiter's own timer does not keep the process alive: without this a command would end while its calls wait.
    const alive = setInterval(() => undefined, SECOND_MS);
    try {
      return await limiter.schedule(call);
    } finally {
      clearInterval(alive);
    }
  };
}
