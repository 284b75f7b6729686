import { Decimal } from '../../core/decimal.ts';
import { brokenRule, costOf } from './evaluate.ts';
import type { Choice, Problem } from './problem.ts';
import { settle } from './settle.ts';

/** A relative gap below this is floating point, not doubt. */
const NO_GAP = 1e-7;

export interface SolveOptions {
  readonly timeLimitSeconds: number;
  /** A choice that keeps every rule, usually the network as it is: the answer never costs more. Absent = none is known. */
  readonly today?: Choice | undefined;
}

/** A choice with what is known about its quality. Objective and bound leave out what no decision changes. */
export interface Solution {
  readonly choice: Choice;
  /** `optimal`: proved. `feasible`: the best found within the limits, at most `gap` above the optimum. */
  readonly status: 'optimal' | 'feasible';
  /** Exact cost of the choice, one month. */
  readonly objective: Decimal;
  /** No choice costs less, as far as proved. */
  readonly bound: Decimal;
  /** (objective - bound) / objective; zero when proved. */
  readonly gap: number;
  readonly components: number;
  readonly branches: number;
  /** Seconds the solver worked. */
  readonly seconds: number;
}

/** Takes the cheapest of the choices, by exact cost (the first on a tie), and states its status, bound and gap. Throws RangeError where there is none. */
export function conclude(
  problem: Problem,
  today: Choice | undefined,
  solved: readonly Choice[],
  proof: { bound: Decimal; components: number; branches: number; finished: boolean; seconds: number },
): Solution {
  const found = today ? [today, ...solved] : solved;
  const rated = found.map((choice) => ({ choice, cost: costOf(problem, choice) }));
  const [first, ...more] = rated;
  if (!first) throw new RangeError('no choice keeps the rules');
  const best = more.reduce((least, each) => (each.cost.lessThan(least.cost) ? each : least), first);
  const bound = Decimal.min(proof.bound, best.cost);
  const distance = best.cost.minus(bound).toNumber();
  const gap = distance / Math.max(Math.abs(best.cost.toNumber()), 1);
  const proved = proof.finished && gap <= NO_GAP;
  return {
    choice: today && best.choice !== today ? settle(problem, best.choice, today) : best.choice,
    status: proved ? 'optimal' : 'feasible',
    objective: best.cost,
    bound: proved ? best.cost : bound,
    gap: proved ? 0 : gap,
    components: proof.components,
    branches: proof.branches,
    seconds: proof.seconds,
  };
}

/** Whether a choice keeps every rule of the problem. */
export const isSound = (problem: Problem, choice: Choice): boolean => brokenRule(problem, choice) === undefined;
