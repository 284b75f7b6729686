import type { Operation } from '../../operations/operation.ts';
import type { Services } from '../../operations/services.ts';
import { keepRecorded } from '../../telemetry/recorded-spans.ts';
import { traced } from '../../telemetry/spans.ts';
import type { WorkPool } from '../work/work-pool.ts';
import { type Computed, type ComputeTask, computeTask, partsOf } from './compute-task.ts';
import type { RequestPart } from './part.ts';

/** Largest JSON that is worked on in the event loop: about 500 endpoints, a few milliseconds. */
const INLINE_JSON_BYTES = 128 * 1024;
/** Largest other text: YAML takes far longer to parse than JSON. */
const INLINE_OTHER_BYTES = 8 * 1024;
const OPENING_BRACE = 0x7b;

/** The answer as text or as bytes, and whether the limits are kept. */
export interface ComputedAnswer {
  readonly answer: string | Uint8Array;
  readonly gate: Computed['gate'];
}

/** Works on what is light and small at once and hands the rest to a worker, so that nothing waits for a large request. */
export interface ComputeRunner {
  /** `disconnected` is asked for only where the work is handed to a worker. */
  run(operation: Operation, task: ComputeTask, disconnected: () => AbortSignal): Promise<ComputedAnswer>;
}

interface RunnerParts {
  readonly services: Services;
  readonly pool: () => Promise<WorkPool>;
  /** Regions that workers asked rates of are added here. */
  readonly regions: Set<string>;
}

export const createComputeRunner = ({ services, pool, regions }: RunnerParts): ComputeRunner => ({
  run: (operation, task, disconnected) =>
    traced(`operation ${operation.name}`, {}, async () => {
      if (isLight(operation, task)) {
        const { text, gate } = await computeTask(task, services);
        return { answer: text, gate };
      }
      const signal = disconnected();
      const { bytes, gate, regions: asked, spans } = await (await pool()).run(task, operation.noun, signal);
      keepRecorded(spans);
      for (const region of asked) regions.add(region);
      return { answer: bytes, gate };
    }),
});

/** Measured traffic always goes to a worker: it is read by DuckDB. */
const isLight = ({ rest }: Operation, task: ComputeTask): boolean =>
  rest !== undefined &&
  'light' in rest &&
  rest.light === true &&
  (task.parts.traffic ?? []).length === 0 &&
  partsOf(task).every(isSmall);

function isSmall({ bytes }: RequestPart): boolean {
  if (bytes.byteLength <= INLINE_OTHER_BYTES) return true;
  return bytes.byteLength <= INLINE_JSON_BYTES && bytes[0] === OPENING_BRACE;
}
