import { isSmallPart, type RunnerParts } from '../estimates/estimate-runner.ts';
import { compareTask, type GateVerdict } from './compare-task.ts';
import { type DiffTask, partsOfDiff } from './diff-task.ts';

/** The answer as text or as bytes, and whether the limits are kept. */
export interface DiffAnswer {
  readonly answer: string | Uint8Array;
  readonly gate: GateVerdict;
}

/** Compares on the event loop what is small and in a worker what is not. */
export interface DiffRunner {
  run(task: DiffTask, disconnected: () => AbortSignal): Promise<DiffAnswer>;
}

export const createDiffRunner = ({ services, pool, regions }: RunnerParts): DiffRunner => ({
  async run(task, disconnected) {
    if (task.traffic === undefined && partsOfDiff(task).every(isSmallPart)) {
      const { text, gate } = await compareTask(task, services);
      return { answer: text, gate };
    }
    const signal = disconnected();
    const compared = await (await pool()).diff(task, signal);
    for (const region of compared.regions) regions.add(region);
    return { answer: compared.bytes, gate: compared.gate };
  },
});
