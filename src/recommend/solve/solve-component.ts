import type { Highs } from 'highs';
import { Decimal } from '../../core/decimal.ts';
import { conditioned } from './condition.ts';
import { enumerate } from './enumerate.ts';
import { brokenRule, costOf } from './evaluate.ts';
import { runSolver } from './highs.ts';
import { buildMilp } from './milp.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';
import { tidy } from './tidy.ts';

/** Costs in USD nearer than this are equal to the solver, which works in floating point. */
const SAME_USD = 1e-5;
const NOTHING = { cost: Number.POSITIVE_INFINITY, bound: Number.NEGATIVE_INFINITY, seconds: 0 };

/**
 * Decides one independent part by the lightest exact way: a minimum where nothing is shared, trying out where little is, splitting
 * where few things hold much together, and a model for HiGHS otherwise.
 */
export function solveComponent(highs: Highs, problem: Problem, timeLimitSeconds: number): Part {
  const [only, ...others] = problem.demands;
  if (only && others.length === 0 && problem.sites.length === 0 && problem.resources.length === 0) {
    return cheapest(problem);
  }
  const tried = enumerate(problem);
  if (tried) {
    return { status: 'optimal', choice: tidy(problem, tried.choice), cost: tried.cost, bound: tried.cost, seconds: 0 };
  }
  const split = conditioned(problem, (part, seconds) => solveComponent(highs, part, seconds), timeLimitSeconds);
  if (split) return split.choice ? { ...split, choice: tidy(problem, split.choice) } : split;
  const first = attempt(highs, problem, timeLimitSeconds, true);
  if (first.status !== 'failed') return first;
  const second = attempt(highs, problem, timeLimitSeconds - first.seconds, false);
  return { ...second, seconds: first.seconds + second.seconds };
}

function cheapest(problem: Problem): Part {
  const costs = problem.demands[0]?.options.map((option) => option.monthly) ?? [];
  const [first, ...more] = costs;
  if (!first) return { ...NOTHING, status: 'failed' };
  const least = Decimal.min(first, ...more);
  const at = costs.findIndex((cost) => cost.equals(least));
  const cost = least.toNumber();
  return { status: 'optimal', choice: { options: [at], configs: [], resources: [] }, cost, bound: cost, seconds: 0 };
}

/** One run, believed only where our own check of the rules and of the cost agrees with what the solver says. */
function attempt(highs: Highs, problem: Problem, timeLimitSeconds: number, presolve: boolean): Part {
  const milp = buildMilp(problem);
  const run = runSolver(highs, milp.model, { timeLimitSeconds, presolve });
  const part = { ...NOTHING, bound: run.bound, seconds: run.seconds };
  if (!run.values) return { ...part, status: run.status === 'optimal' ? 'failed' : run.status };
  const choice = tidy(problem, milp.decode(run.values));
  if (brokenRule(problem, choice) !== undefined) return { ...part, status: 'failed' };
  const cost = costOf(problem, choice).toNumber();
  const tolerance = SAME_USD * Math.max(1, problem.demands.length / 100);
  if (run.status === 'optimal' && cost > run.bound + tolerance) return { ...part, status: 'failed' };
  return { ...part, status: run.status, choice, cost };
}
