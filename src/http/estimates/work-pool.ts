import type { Piscina } from 'piscina';
import { type ErrorCode, TollgateError } from '../../core/errors.ts';
import type { Location } from '../../core/location.ts';
import type { HttpOptions } from '../http-options.ts';
import { type EstimateTask, partsOf } from './estimate-task.ts';

/** What a worker sends back: the answer as bytes, or one of our errors as plain data, because threads share no classes. */
export type WorkResult =
  | Uint8Array
  | {
      readonly error: {
        readonly code: ErrorCode;
        readonly detail: string;
        readonly hint: string | undefined;
        readonly location: Location | undefined;
      };
    };

export interface WorkPool {
  /** Prices in a worker. Aborting takes waiting work off the queue and ends running work. Throws TG1006, TG1506 or TG1508 beside the errors of pricing. */
  run(task: EstimateTask, signal: AbortSignal): Promise<Uint8Array>;
  /** Estimates that run or wait. */
  readonly load: number;
  close(): Promise<void>;
}

/** A bounded pool of worker threads with a bounded queue. `entry` is the worker module: src/worker.ts or dist/worker.js. */
export async function createWorkPool(entry: URL, options: HttpOptions, workerData: unknown): Promise<WorkPool> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<EstimateTask, WorkResult>({
    filename: entry.href,
    name: 'work',
    minThreads: 1,
    maxThreads: options.workers,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: options.workerHeapMiB },
  });
  const capacity = options.workers + options.workQueue;
  let load = 0;
  return {
    async run(task, signal) {
      // Counted here: Piscina does not count abortable tasks towards its own maxQueue.
      if (load >= capacity) throw queueFull();
      load += 1;
      try {
        return await run(pool, task, signal, options.workTimeoutMs);
      } finally {
        load -= 1;
      }
    },
    get load() {
      return load;
    },
    close: () => pool.destroy(),
  };
}

async function run(
  pool: Piscina<EstimateTask, WorkResult>,
  task: EstimateTask,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let result: WorkResult;
  try {
    result = await pool.run(task, { signal: AbortSignal.any([signal, timeout]), transferList: owned(task) });
  } catch (error) {
    if (timeout.aborted) throw tookTooLong(timeoutMs);
    throw isOutOfMemory(error) ? tooLarge() : error;
  }
  if (result instanceof Uint8Array) return result;
  const { code, detail, hint, location } = result.error;
  throw new TollgateError(code, detail, { ...(hint !== undefined && { hint }), ...(location && { location }) });
}

/** Buffers that nothing else shares: those are moved to the worker, not copied. Small ones lie in Node's common pool. */
const owned = (task: EstimateTask): ArrayBuffer[] =>
  partsOf(task)
    .map(({ bytes }) => bytes)
    .filter(({ buffer, byteLength }) => buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
    .map(({ buffer }) => buffer as ArrayBuffer);

const tookTooLong = (timeoutMs: number): TollgateError =>
  new TollgateError('TG1508', `The estimate did not finish within ${timeoutMs / 1000} s.`, {
    hint: 'Split the network, or raise TOLLGATE_WORK_TIMEOUT_S.',
  });

const queueFull = (): TollgateError =>
  new TollgateError('TG1506', 'Too many large estimates are waiting.', { hint: 'Send the request again later.' });

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooLarge = (): TollgateError =>
  new TollgateError('TG1006', 'The estimate needs more memory than one worker has.', {
    hint: 'Split the network, or raise TOLLGATE_WORKER_HEAP_MIB.',
  });
