const MEBIBYTE = 2 ** 20;

/** What can be set about the service. `config.ts` fills it from the environment; tests and the server build the app from the same shape. */
export interface HttpOptions {
  /** Largest request body in bytes. */
  readonly bodyLimitBytes: number;
  /** Bytes of all request bodies in memory at one time; more is refused with 503. */
  readonly bodyBudgetBytes: number;
  /** Milliseconds within which headers and body of a request must arrive. */
  readonly requestTimeoutMs: number;
  /** Milliseconds between saying that the replica stops and stopping: whoever shares out requests must hear of it first. */
  readonly drainMs: number;
  /** Milliseconds an estimate may take in the worker pool, waiting included. */
  readonly workTimeoutMs: number;
  /** Requests a minute from one address; 0 = no limit. */
  readonly rateLimitPerMinute: number;
  /** Origins that browsers may call from; none = CORS is off. */
  readonly corsOrigins: readonly string[];
  /** Addresses of proxies whose X-Forwarded-* headers are believed; none = no proxy. */
  readonly trustedProxies: readonly string[];
  /** Mean lag of the event loop, in milliseconds, above which requests are refused with 503; 0 = never. */
  readonly maxEventLoopDelayMs: number;
  /** Worker threads for large estimates. */
  readonly workers: number;
  /** Large estimates that may wait for a worker; more are refused with 503. */
  readonly workQueue: number;
  /** Heap of one worker in mebibytes; an estimate that needs more ends with 413 instead of ending the service. */
  readonly workerHeapMiB: number;
}

/** The defaults. A plan of 100 MB fits the body limit; one worker on a machine of two cores leaves the other to the event loop. */
export const DEFAULT_HTTP_OPTIONS: HttpOptions = Object.freeze({
  bodyLimitBytes: 128 * MEBIBYTE,
  bodyBudgetBytes: 512 * MEBIBYTE,
  requestTimeoutMs: 120_000,
  drainMs: 0,
  workTimeoutMs: 60_000,
  rateLimitPerMinute: 6000,
  corsOrigins: [],
  trustedProxies: [],
  maxEventLoopDelayMs: 1000,
  workers: 1,
  workQueue: 16,
  workerHeapMiB: 3072,
});
