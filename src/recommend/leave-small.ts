import { type Decimal, ZERO } from '../core/decimal.ts';
import type { RateCard } from '../rates/rate-card.ts';
import type { Decided } from './decide/decide-region.ts';
import { changesOf } from './plan/changes.ts';
import { equalGroups } from './plan/equal-groups.ts';
import { groupsOf } from './plan/group.ts';
import type { NewNames } from './plan/names.ts';
import { type Step, stepsOf } from './plan/order.ts';
import { chosenState, type NetworkState, todayState } from './plan/state.ts';
import { brokenRule, costOf } from './solve/evaluate.ts';
import type { Choice } from './solve/problem.ts';
import { tidy } from './solve/tidy.ts';

/** A choice as steps from today. */
export interface Course {
  readonly choice: Choice;
  readonly today: NetworkState;
  readonly goal: NetworkState;
  readonly steps: readonly Step[];
  /** Steps that were left out because they save little, and what that costs a month. */
  readonly left: { readonly count: number; readonly monthly: Decimal };
}

/** The steps of a choice, without those that save less than the user asks for where the rest can stand without them. */
export function courseOf(
  { context, decision, solution }: Decided,
  cards: ReadonlyMap<string, RateCard>,
  names: NewNames,
): Course {
  const today = todayState(context, decision);
  const least = context.options.minSaving;
  const take = (choice: Choice, count: number): Course => {
    const goal = chosenState(context, decision, choice);
    const groups = equalGroups(context, goal, groupsOf(changesOf(context, today, goal)));
    const steps = stepsOf(context, cards, names, today, goal, groups);
    const before = decision.today;
    const small = steps.filter(({ saving: { monthly } }) => !monthly.isNegative() && monthly.lessThan(least));
    const rest = before && small.length > 0 ? without(choice, before, small) : undefined;
    if (rest && brokenRule(decision.problem, rest) === undefined) return take(rest, count + small.length);
    const monthly = count === 0 ? ZERO : costOf(decision.problem, choice).minus(solution.objective);
    return { choice, today, goal, steps, left: { count, monthly } };
  };
  const without = (choice: Choice, before: Choice, small: readonly Step[]): Choice => {
    const clients = new Set(small.flatMap((step) => step.group.clients));
    const places = new Set(small.flatMap((step) => step.group.places));
    const options = choice.options.map((at, client) => (clients.has(client) ? (before.options[client] ?? at) : at));
    const configs = choice.configs.map((at, place) => (places.has(place) ? (before.configs[place] ?? at) : at));
    const stay = [...clients].flatMap((client) => decision.problem.demands[client]?.options[0]?.site ?? []);
    for (const site of stay) configs[site] ??= before.configs[site];
    const needed = new Set(
      decision.problem.demands.flatMap((demand, client) => demand.options[options[client] ?? 0]?.needs ?? []),
    );
    return tidy(decision.problem, {
      options,
      configs,
      resources: decision.problem.resources.map((_, resource) => needed.has(resource)),
    });
  };
  return take(solution.choice, 0);
}
