import pRetry from 'p-retry';
import { TollgateError } from '../core/errors.ts';

/** How long to try again. Waits are milliseconds. */
export interface Patience {
  readonly retries: number;
  readonly firstWaitMs: number;
  /** Longest wait a host may ask for; more is given up. */
  readonly longestWaitMs: number;
}

/** Five attempts over 15 seconds; up to two minutes where the host asks for it. */
export const PATIENCE: Patience = { retries: 4, firstWaitMs: 1000, longestWaitMs: 120_000 };

/** What a failed request says about itself. */
export interface Failure {
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** Seconds the host asks to wait. */
  readonly retryAfterSeconds: number | undefined;
  /** A rate limit rather than a refusal. */
  readonly throttled: boolean;
}

const TRANSIENT = new Set([500, 502, 503, 504]);

const mayPass = ({ status, throttled }: Failure): boolean => status === undefined || throttled || TRANSIENT.has(status);

/**
 * Repeats a request while its failure may pass. A request that must not happen twice gives `adopt`: before each repeat it looks
 * whether the lost answer was a success after all.
 */
export async function attempts<T>(
  request: () => Promise<T>,
  failureOf: (error: unknown) => Failure,
  patience: Patience,
  adopt?: () => Promise<T | undefined>,
): Promise<T> {
  return pRetry(async (attempt) => (attempt > 1 ? await adopt?.() : undefined) ?? request(), {
    retries: patience.retries,
    minTimeout: patience.firstWaitMs,
    shouldRetry: ({ error }) => !(error instanceof TollgateError) && mayPass(failureOf(error)),
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (error instanceof TollgateError || retriesLeft === 0) return;
      const wait = (failureOf(error).retryAfterSeconds ?? 0) * 1000;
      if (wait > patience.longestWaitMs) throw error;
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    },
  });
}
