import type { Highs, ModelData } from 'highs';

/** How the solver ended: with proof, at the time limit, or with nothing that can be used. */
export type RunStatus = 'optimal' | 'time-limit' | 'failed';

export interface RunResult {
  readonly status: RunStatus;
  /** Values of the best solution found; absent when there is none. */
  readonly values?: Float64Array;
  /** No solution costs less than this, as far as the solver proved. */
  readonly bound: number;
  /** Seconds the solver worked. */
  readonly seconds: number;
}

export interface RunOptions {
  readonly timeLimitSeconds: number;
  readonly presolve: boolean;
}

/** HiGHS's word for a primal solution that keeps every row. */
const FEASIBLE = 2;

let loading: Promise<Highs> | undefined;

/** Loads the solver once: HiGHS compiled to WebAssembly, in this process, with no network. */
export function loadSolver(): Promise<Highs> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Highs> {
  const module = await import('highs');
  // The package's types describe its CommonJS build, where the loader lies one `default` deeper than in the ES module.
  const start = module.default as unknown as (typeof module)['default']['default'];
  return start();
}

/** Minimises a mixed-integer model to a zero gap. One thread and a fixed seed: the same model gives the same answer. */
export function runSolver(highs: Highs, model: ModelData, options: RunOptions): RunResult {
  const { optimal, timeLimit } = highs.constants.modelStatus;
  const instance = highs.createModel(model);
  try {
    instance.options.set({
      output_flag: false,
      presolve: options.presolve ? 'choose' : 'off',
      time_limit: Math.max(options.timeLimitSeconds, 0),
      mip_rel_gap: 0,
      mip_abs_gap: 1e-7,
      random_seed: 0,
    });
    const ended = instance.run().modelStatus;
    const seconds = instance.getRunTime();
    if (ended !== optimal && ended !== timeLimit) return { status: 'failed', bound: Number.NEGATIVE_INFINITY, seconds };
    const status = ended === optimal ? 'optimal' : 'time-limit';
    const bound = Number(instance.info.get('mip_dual_bound'));
    if (Number(instance.info.get('primal_solution_status')) !== FEASIBLE) return { status, bound, seconds };
    return { status, bound, seconds, values: Float64Array.from(instance.getSolution().colValue) };
  } finally {
    instance.dispose();
  }
}
