import type { Services } from '../../analysis/services.ts';
import { type EstimateTask, type Part, partsOf } from './estimate-task.ts';
import { priceTask } from './price-task.ts';
import type { WorkPool } from './work-pool.ts';

/** Largest JSON that is priced on the event loop: about 500 endpoints, a few milliseconds. */
const INLINE_JSON_BYTES = 128 * 1024;
/** Largest other text: YAML takes far longer to parse than JSON. */
const INLINE_OTHER_BYTES = 8 * 1024;

/** Prices on the event loop what is small and in a worker what is not, so that nothing else ever waits for a large estimate. */
export interface EstimateRunner {
  /** The answer as text or as bytes. `disconnected` is asked for only where the work is handed to a worker. */
  run(task: EstimateTask, disconnected: () => AbortSignal): Promise<string | Uint8Array>;
  /** Large estimates that run or wait. */
  readonly load: number;
  close(): Promise<void>;
}

export function createEstimateRunner(services: Services, openPool: () => Promise<WorkPool>): EstimateRunner {
  let opening: Promise<WorkPool> | undefined;
  let pool: WorkPool | undefined;
  return {
    async run(task, disconnected) {
      if (isSmall(task)) return priceTask(task, services);
      const signal = disconnected();
      opening ??= openPool();
      pool = await opening;
      return pool.run(task, signal);
    },
    get load() {
      return pool?.load ?? 0;
    },
    close: async () => (await opening)?.close(),
  };
}

const isSmall = (task: EstimateTask): boolean => task.traffic === undefined && partsOf(task).every(isSmallPart);

function isSmallPart({ bytes }: Part): boolean {
  if (bytes.byteLength <= INLINE_OTHER_BYTES) return true;
  return bytes.byteLength <= INLINE_JSON_BYTES && bytes[0] === OPENING_BRACE;
}

const OPENING_BRACE = 0x7b;
