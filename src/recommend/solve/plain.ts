import { Decimal } from '../../core/decimal.ts';
import { loadSolver, runSolver } from './highs.ts';
import { buildMilp } from './milp.ts';
import type { Problem } from './problem.ts';
import { conclude, isSound, type Solution, type SolveOptions } from './solution.ts';
import { tidy } from './tidy.ts';

/** The whole problem as one model with its bands as binaries: the yardstick of the decomposition, and its fallback. */
export async function solvePlain(problem: Problem, options: SolveOptions): Promise<Solution> {
  const highs = await loadSolver();
  const milp = buildMilp(problem);
  const run = runSolver(highs, milp.model, { timeLimitSeconds: options.timeLimitSeconds, presolve: true });
  const found = run.values && tidy(problem, milp.decode(run.values));
  const choices = found && isSound(problem, found) ? [found] : [];
  return conclude(problem, options.today, choices, {
    bound: new Decimal(Number.isFinite(run.bound) ? run.bound : 0),
    components: 1,
    branches: 1,
    finished: run.status === 'optimal' && choices.length > 0,
    seconds: run.seconds,
  });
}
