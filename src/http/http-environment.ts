import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { DEFAULT_HTTP_OPTIONS as DEFAULTS, type HttpOptions } from './http-options.ts';

const MEBIBYTE = 2 ** 20;
const SECOND_MS = 1000;

/** A whole number from `least` to `most`. */
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const list = () =>
  z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(z.string().min(1)));

/** Environment variables of the service, made when it starts. Names carry units: MIB is 2^20 bytes, S is seconds. A V8 string bounds the body. */
export const httpEnvironment = () => ({
  TOLLGATE_BODY_LIMIT_MIB: whole(1, 500).default(DEFAULTS.bodyLimitBytes / MEBIBYTE),
  TOLLGATE_BODY_BUDGET_MIB: whole(1, 65_536).default(DEFAULTS.bodyBudgetBytes / MEBIBYTE),
  TOLLGATE_REQUEST_TIMEOUT_S: whole(1, 3600).default(DEFAULTS.requestTimeoutMs / SECOND_MS),
  TOLLGATE_DRAIN_S: whole(0, 3600).default(DEFAULTS.drainMs / SECOND_MS),
  TOLLGATE_WORK_TIMEOUT_S: whole(1, 3600).default(DEFAULTS.workTimeoutMs / SECOND_MS),
  TOLLGATE_RATE_LIMIT_PER_MINUTE: whole(0, 10_000_000).default(DEFAULTS.rateLimitPerMinute),
  TOLLGATE_CORS_ORIGINS: list().default([]),
  TOLLGATE_TRUSTED_PROXIES: list().default([]),
  TOLLGATE_WORKERS: whole(1, 64).default(Math.max(1, availableParallelism() - 1)),
  TOLLGATE_WORK_QUEUE: whole(0, 10_000).default(DEFAULTS.workQueue),
  TOLLGATE_WORKER_HEAP_MIB: whole(256, 65_536).default(DEFAULTS.workerHeapMiB),
});

type Settings = z.output<z.ZodObject<ReturnType<typeof httpEnvironment>>>;

/** The settings in the units of the code. */
export const httpOptionsOf = (settings: Settings): HttpOptions =>
  Object.freeze({
    bodyLimitBytes: settings.TOLLGATE_BODY_LIMIT_MIB * MEBIBYTE,
    bodyBudgetBytes: settings.TOLLGATE_BODY_BUDGET_MIB * MEBIBYTE,
    requestTimeoutMs: settings.TOLLGATE_REQUEST_TIMEOUT_S * SECOND_MS,
    drainMs: settings.TOLLGATE_DRAIN_S * SECOND_MS,
    workTimeoutMs: settings.TOLLGATE_WORK_TIMEOUT_S * SECOND_MS,
    rateLimitPerMinute: settings.TOLLGATE_RATE_LIMIT_PER_MINUTE,
    corsOrigins: settings.TOLLGATE_CORS_ORIGINS,
    trustedProxies: settings.TOLLGATE_TRUSTED_PROXIES,
    maxEventLoopDelayMs: DEFAULTS.maxEventLoopDelayMs,
    workers: settings.TOLLGATE_WORKERS,
    workQueue: settings.TOLLGATE_WORK_QUEUE,
    workerHeapMiB: settings.TOLLGATE_WORKER_HEAP_MIB,
  });
