import type { Services } from '../../operations/services.ts';
import type { WorkPool } from '../work/work-pool.ts';
import { type EstimateTask, type Part, partsOf } from './estimate-task.ts';
import { priceTask } from './price-task.ts';

/** Largest JSON that is priced on the event loop: about 500 endpoints, a few milliseconds. */
const INLINE_JSON_BYTES = 128 * 1024;
/** Largest other text: YAML takes far longer to parse than JSON. */
const INLINE_OTHER_BYTES = 8 * 1024;
const OPENING_BRACE = 0x7b;

/** Prices on the event loop what is small and in a worker what is not, so that nothing else ever waits for a large estimate. */
export interface EstimateRunner {
  /** The answer as text or as bytes. `disconnected` is asked for only where the work is handed to a worker. */
  run(task: EstimateTask, disconnected: () => AbortSignal): Promise<string | Uint8Array>;
}

export interface RunnerParts {
  readonly services: Services;
  readonly pool: () => Promise<WorkPool>;
  /** Regions that workers asked rates of are added here. */
  readonly regions: Set<string>;
}

export const createEstimateRunner = ({ services, pool, regions }: RunnerParts): EstimateRunner => ({
  async run(task, disconnected) {
    if (isSmall(task)) return priceTask(task, services);
    const signal = disconnected();
    const priced = await (await pool()).price(task, signal);
    for (const region of priced.regions) regions.add(region);
    return priced.bytes;
  },
});

/** Measured traffic always goes to a worker: it is read by DuckDB. */
const isSmall = (task: EstimateTask): boolean => task.traffic === undefined && partsOf(task).every(isSmallPart);

/** Whether a part is small enough for the event loop. */
export function isSmallPart({ bytes }: Part): boolean {
  if (bytes.byteLength <= INLINE_OTHER_BYTES) return true;
  return bytes.byteLength <= INLINE_JSON_BYTES && bytes[0] === OPENING_BRACE;
}
