import type { Piscina } from 'piscina';
import { TollgateError } from '../../core/errors.ts';
import type { RefreshRequest } from '../../operations/rates-refresh/refresh-rates.ts';
import type { PriceImpact, RateRefreshDocument } from '../../report/rate-refresh.ts';
import type { RecordedSpan } from '../../telemetry/recorded-spans.ts';
import { type ComputeTask, type GateVerdict, partsOf } from '../compute/compute-task.ts';
import type { RequestPart } from '../compute/part.ts';
import type { HttpOptions } from '../http-options.ts';
import type { ImpactTask } from '../refresh/impact-task.ts';
import { unwrapped, type WorkResult } from './wire-error.ts';

/** What a worker answers: the text as bytes, the Regions it asked rates of, and whether limits are kept. */
export interface ComputedBytes {
  readonly bytes: Uint8Array;
  readonly regions: readonly string[];
  readonly gate: GateVerdict;
  /** Steps of the work, where traces are kept. */
  readonly spans: readonly RecordedSpan[];
}

/** The functions that the worker module exports. */
export interface WorkerModule {
  run(task: ComputeTask): Promise<WorkResult<ComputedBytes>>;
  refresh(request: RefreshRequest): Promise<WorkResult<RateRefreshDocument>>;
  impact(task: ImpactTask): Promise<WorkResult<PriceImpact>>;
}

export interface WorkPool {
  /**
   * Runs an operation in a worker; files that are kept stay where they are. `what` is what errors say is computed. Aborting takes
   * waiting work off the queue and ends running work. Throws TG1006, TG1506 or TG1508 beside the errors of the operation.
   */
  run(task: ComputeTask, what: string, signal: AbortSignal): Promise<ComputedBytes>;
  /** Refreshes rates in a thread of its own, so that no estimate waits for it. */
  refresh(request: RefreshRequest, signal: AbortSignal): Promise<RateRefreshDocument>;
  /** What changed prices do to networks, in the same thread: it knows the prices it has just kept. */
  impact(task: ImpactTask, signal: AbortSignal): Promise<PriceImpact>;
  /** Requests that run or wait. */
  readonly load: number;
  close(): Promise<void>;
}

/** A bounded pool of worker threads with a bounded queue. `entry` is the worker module: src/worker.ts or dist/worker.js. */
export async function createWorkPool(entry: URL, options: HttpOptions, workerData: unknown): Promise<WorkPool> {
  const { Piscina } = await import('piscina');
  const common = {
    filename: entry.href,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: options.workerHeapMiB },
  };
  const computing = new Piscina({ ...common, name: 'run', minThreads: 1, maxThreads: options.workers });
  const refreshing = new Piscina({ ...common, name: 'refresh', minThreads: 0, maxThreads: 1 });
  const capacity = options.workers + options.workQueue;
  let load = 0;
  return {
    async run(task, what, signal) {
      // Counted here: Piscina does not count abortable tasks towards its own maxQueue.
      if (load >= capacity) throw queueFull();
      load += 1;
      try {
        return await runIn(computing, task, what, signal, options.workTimeoutMs);
      } finally {
        load -= 1;
      }
    },
    refresh: async (request, signal) => unwrapped(await refreshing.run(request, { signal })),
    impact: async (task, signal) => unwrapped(await refreshing.run(task, { signal, name: 'impact' })),
    get load() {
      return load;
    },
    async close() {
      await Promise.all([computing.destroy(), refreshing.destroy()]);
    },
  };
}

async function runIn(
  pool: Piscina,
  task: ComputeTask,
  what: string,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<ComputedBytes> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let result: WorkResult<ComputedBytes>;
  try {
    result = await pool.run(task, { signal: AbortSignal.any([signal, timeout]), transferList: owned(partsOf(task)) });
  } catch (error) {
    if (timeout.aborted) throw tookTooLong(what, timeoutMs);
    throw isOutOfMemory(error) ? tooLarge(what) : error;
  }
  return unwrapped(result);
}

/** Buffers that nothing else shares: those are moved to the worker, not copied. Small ones lie in Node's common pool. */
const owned = (parts: readonly RequestPart[]): ArrayBuffer[] =>
  parts
    .map(({ bytes }) => bytes)
    .filter(({ buffer, byteLength }) => buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);

const tookTooLong = (what: string, timeoutMs: number): TollgateError =>
  new TollgateError('TG1508', `Computing ${what} did not finish within ${timeoutMs / 1000} s.`, {
    hint: 'Split the network, or raise TOLLGATE_WORK_TIMEOUT_S.',
  });

const queueFull = (): TollgateError =>
  new TollgateError('TG1506', 'Too many large requests are waiting.', { hint: 'Send the request again later.' });

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooLarge = (what: string): TollgateError =>
  new TollgateError('TG1006', `Computing ${what} needs more memory than one worker has.`, {
    hint: 'Split the network, or raise TOLLGATE_WORKER_HEAP_MIB.',
  });
