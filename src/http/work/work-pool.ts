import type { Piscina } from 'piscina';
import { TollgateError } from '../../core/errors.ts';
import type { RefreshRequest } from '../../operations/rates/refresh-rates.ts';
import type { PriceImpact, RateRefreshDocument } from '../../report/rate-refresh.ts';
import type { AllocationTask } from '../allocations/allocation-task.ts';
import { type CapacityTask, partsOfCapacity } from '../capacity/capacity-task.ts';
import type { GateVerdict } from '../diffs/compare-task.ts';
import { type DiffTask, partsOfDiff } from '../diffs/diff-task.ts';
import { type EstimateTask, type Part, partsOf } from '../estimates/estimate-task.ts';
import type { HttpOptions } from '../http-options.ts';
import type { ReconcileTask } from '../reconciliations/reconcile-task.ts';
import type { ImpactTask } from '../refresh/impact-task.ts';
import type { ScenarioTask } from '../scenarios/scenario-task.ts';
import { unwrapped, type WorkResult } from './wire-error.ts';

/** What a worker answers to an estimate: the text as bytes, and the Regions it asked rates of. */
export interface PricedText {
  readonly bytes: Uint8Array;
  readonly regions: readonly string[];
}

/** What a worker answers to a diff. */
export interface ComparedText extends PricedText {
  readonly gate: GateVerdict;
}

/** The functions that the worker module exports. */
export interface WorkerModule {
  price(task: EstimateTask): Promise<WorkResult<PricedText>>;
  diff(task: DiffTask): Promise<WorkResult<ComparedText>>;
  reconcile(task: ReconcileTask): Promise<WorkResult<PricedText>>;
  allocate(task: AllocationTask): Promise<WorkResult<PricedText>>;
  compare(task: ScenarioTask): Promise<WorkResult<PricedText>>;
  capacity(task: CapacityTask): Promise<WorkResult<PricedText>>;
  refresh(request: RefreshRequest): Promise<WorkResult<RateRefreshDocument>>;
  impact(task: ImpactTask): Promise<WorkResult<PriceImpact>>;
}

export interface WorkPool {
  /**
   * Prices in a worker. Aborting takes waiting work off the queue and ends running work. Throws TG1006, TG1506 or TG1508 beside
   * the errors of pricing.
   */
  price(task: EstimateTask, signal: AbortSignal): Promise<PricedText>;
  /** The same for a diff. */
  diff(task: DiffTask, signal: AbortSignal): Promise<ComparedText>;
  /** The same for a reconciliation; its files stay where they are. */
  reconcile(task: ReconcileTask, signal: AbortSignal): Promise<PricedText>;
  /** The same for an allocation; its files stay where they are. */
  allocate(task: AllocationTask, signal: AbortSignal): Promise<PricedText>;
  /** The same for headroom and forecasts. */
  capacity(task: CapacityTask, signal: AbortSignal): Promise<PricedText>;
  /** The same for variants side by side. */
  compare(task: ScenarioTask, signal: AbortSignal): Promise<PricedText>;
  /** Refreshes rates in a thread of its own, so that no estimate waits for it. */
  refresh(request: RefreshRequest, signal: AbortSignal): Promise<RateRefreshDocument>;
  /** What changed prices do to networks, in the same thread: it knows the prices it has just kept. */
  impact(task: ImpactTask, signal: AbortSignal): Promise<PriceImpact>;
  /** Estimates that run or wait. */
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
  const pricing = new Piscina({ ...common, name: 'price', minThreads: 1, maxThreads: options.workers });
  const refreshing = new Piscina({ ...common, name: 'refresh', minThreads: 0, maxThreads: 1 });
  const capacity = options.workers + options.workQueue;
  let load = 0;
  const counted = async <T>(name: WorkName, task: unknown, parts: readonly Part[], signal: AbortSignal) => {
    // Counted here: Piscina does not count abortable tasks towards its own maxQueue.
    if (load >= capacity) throw queueFull();
    load += 1;
    try {
      return await runIn<T>(pricing, name, task, parts, signal, options.workTimeoutMs);
    } finally {
      load -= 1;
    }
  };
  return {
    price: (task, signal) => counted<PricedText>('price', task, partsOf(task), signal),
    diff: (task, signal) => counted<ComparedText>('diff', task, partsOfDiff(task), signal),
    reconcile: (task, signal) => counted<PricedText>('reconcile', task, [], signal),
    allocate: (task, signal) => counted<PricedText>('allocate', task, [], signal),
    capacity: (task, signal) => counted<PricedText>('capacity', task, partsOfCapacity(task), signal),
    compare: (task, signal) => counted<PricedText>('compare', task, [], signal),
    refresh: async (request, signal) => unwrapped(await refreshing.run(request, { signal })),
    impact: async (task, signal) => unwrapped(await refreshing.run(task, { signal, name: 'impact' })),
    get load() {
      return load;
    },
    async close() {
      await Promise.all([pricing.destroy(), refreshing.destroy()]);
    },
  };
}

/** What may wait in the queue. */
type WorkName = 'price' | 'diff' | 'reconcile' | 'allocate' | 'capacity' | 'compare';

async function runIn<T>(
  pool: Piscina,
  name: WorkName,
  task: unknown,
  parts: readonly Part[],
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let result: WorkResult<T>;
  try {
    result = await pool.run(task, { name, signal: AbortSignal.any([signal, timeout]), transferList: owned(parts) });
  } catch (error) {
    if (timeout.aborted) throw tookTooLong(timeoutMs);
    throw isOutOfMemory(error) ? tooLarge() : error;
  }
  return unwrapped(result);
}

/** Buffers that nothing else shares: those are moved to the worker, not copied. Small ones lie in Node's common pool. */
const owned = (parts: readonly Part[]): ArrayBuffer[] =>
  parts
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
