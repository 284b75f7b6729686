import type { Highs } from 'highs';
import { Decimal } from '../../core/decimal.ts';
import { brokenRule, costOf } from './evaluate.ts';
import { type RunStatus, runSolver } from './highs.ts';
import { buildMilp } from './milp.ts';
import type { Choice, Problem } from './problem.ts';
import { tidy } from './tidy.ts';

/** Costs in USD nearer than this are equal to the solver, which works in floating point. */
const SAME_USD = 1e-5;

export interface Part {
  readonly status: RunStatus;
  readonly choice?: Choice;
  /** No choice of this part costs less, as far as proved. */
  readonly bound: number;
  readonly seconds: number;
}

/** Decides one independent part. One demand with nothing shared is a minimum; everything else is a model for HiGHS. */
export function solveComponent(highs: Highs, problem: Problem, timeLimitSeconds: number): Part {
  const [only, ...others] = problem.demands;
  if (only && others.length === 0 && problem.sites.length === 0 && problem.resources.length === 0)
    return cheapest(problem);
  const first = attempt(highs, problem, timeLimitSeconds, true);
  if (first.status !== 'failed') return first;
  const second = attempt(highs, problem, timeLimitSeconds - first.seconds, false);
  return { ...second, seconds: first.seconds + second.seconds };
}

function cheapest(problem: Problem): Part {
  const costs = problem.demands[0]?.options.map((option) => option.monthly) ?? [];
  const [first, ...more] = costs;
  if (!first) return { status: 'failed', bound: Number.NEGATIVE_INFINITY, seconds: 0 };
  const least = Decimal.min(first, ...more);
  const at = costs.findIndex((cost) => cost.equals(least));
  return {
    status: 'optimal',
    choice: { options: [at], configs: [], resources: [] },
    bound: least.toNumber(),
    seconds: 0,
  };
}

/** One run, believed only where our own check of the rules and of the cost agrees with what the solver says. */
function attempt(highs: Highs, problem: Problem, timeLimitSeconds: number, presolve: boolean): Part {
  const milp = buildMilp(problem);
  const run = runSolver(highs, milp.model, { timeLimitSeconds, presolve });
  const part = { bound: run.bound, seconds: run.seconds };
  if (!run.values) return { ...part, status: run.status === 'optimal' ? 'failed' : run.status };
  const choice = tidy(problem, milp.decode(run.values));
  const tolerance = SAME_USD * Math.max(1, problem.demands.length / 100);
  const proved = run.status !== 'optimal' || costOf(problem, choice).toNumber() <= run.bound + tolerance;
  if (brokenRule(problem, choice) !== undefined || !proved) return { ...part, status: 'failed' };
  return { ...part, status: run.status, choice };
}
