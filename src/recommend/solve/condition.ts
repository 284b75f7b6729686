import { ZERO } from '../../core/decimal.ts';
import { componentsOf, type MutableChoice } from './components.ts';
import { draftOf } from './draft.ts';
import type { Part } from './part.ts';
import type { Choice, Problem } from './problem.ts';

/** Shared things that may be decided one way and the other before the rest: each doubles the work. */
const MOST_THINGS = 5;

/**
 * A part that only a few shared things hold together (attachments of VPCs that use many services) falls apart once it is decided
 * which of them are paid for. Tries every set of them and takes the best. Undefined where there are too many, or none.
 */
export function conditioned(
  problem: Problem,
  solvePart: (part: Problem, timeLimitSeconds: number) => Part,
  timeLimitSeconds: number,
): Part | undefined {
  const things = couplings(problem);
  if (things.length === 0 || things.length > MOST_THINGS) return undefined;
  let best: Part | undefined;
  let bound = Number.POSITIVE_INFINITY;
  let seconds = 0;
  let proved = true;
  for (let mask = 0; mask < 2 ** things.length; mask += 1) {
    const paid = new Set(things.filter((_, index) => (mask & (1 << index)) !== 0));
    const tried = solveCase(problem, new Set(things), paid, solvePart, timeLimitSeconds - seconds);
    if (!tried) continue;
    seconds += tried.seconds;
    bound = Math.min(bound, tried.bound);
    proved &&= tried.status === 'optimal';
    if (!best || tried.cost < best.cost) best = tried;
  }
  return best && { ...best, status: proved ? 'optimal' : 'time-limit', bound, seconds };
}

/** Things that join demands which no site joins. */
function couplings(problem: Problem): readonly number[] {
  const bySites = componentsOf(draftOf(withoutNeeds(problem), NO_PRICES));
  if (bySites.length < 2) return [];
  const groupOf = new Map(bySites.flatMap((component, group) => component.demands.map((demand) => [demand, group])));
  const groups = problem.resources.map(() => new Set<number>());
  problem.demands.forEach((demand, index) => {
    for (const option of demand.options) for (const need of option.needs) groups[need]?.add(groupOf.get(index) ?? -1);
  });
  return groups.flatMap((each, resource) => (each.size > 1 ? [resource] : []));
}

const NO_PRICES = { gb: ZERO, hostedZone: ZERO };

const withoutNeeds = (problem: Problem): Problem => ({
  ...problem,
  demands: problem.demands.map((demand) => ({
    ...demand,
    options: demand.options.map((option) => ({ ...option, needs: [] })),
  })),
});

/** The best with some things paid for and the others out of reach. Undefined where a demand has nowhere to go then. */
function solveCase(
  problem: Problem,
  things: ReadonlySet<number>,
  paid: ReadonlySet<number>,
  solvePart: (part: Problem, timeLimitSeconds: number) => Part,
  timeLimitSeconds: number,
): Part | undefined {
  const kept = problem.demands.map((demand) =>
    demand.options.flatMap((option, at) =>
      option.needs.some((need) => things.has(need) && !paid.has(need)) ? [] : [at],
    ),
  );
  if (kept.some((options) => options.length === 0)) return undefined;
  const part: Problem = {
    ...problem,
    demands: problem.demands.map((demand, index) => ({
      ...demand,
      options: (kept[index] ?? []).flatMap((at) => {
        const option = demand.options[at];
        return option ? [{ ...option, needs: option.needs.filter((need) => !things.has(need)) }] : [];
      }),
    })),
  };
  const whole: MutableChoice = {
    options: problem.demands.map(() => -1),
    configs: problem.sites.map(() => undefined),
    resources: problem.resources.map((_, resource) => paid.has(resource)),
  };
  let cost = [...paid].reduce((sum, thing) => sum + (problem.resources[thing]?.monthly.toNumber() ?? 0), 0);
  let bound = cost;
  let seconds = 0;
  let status: Part['status'] = 'optimal';
  for (const component of componentsOf(draftOf(part, NO_PRICES))) {
    const solved = solvePart(component.problem, timeLimitSeconds - seconds);
    seconds += solved.seconds;
    bound += solved.bound;
    if (solved.status !== 'optimal') status = 'time-limit';
    if (!solved.choice) return { status: 'time-limit', bound, seconds, cost: Number.POSITIVE_INFINITY };
    cost += solved.cost;
    component.restore(solved.choice, whole);
  }
  const choice: Choice = { ...whole, options: whole.options.map((at, demand) => kept[demand]?.[at] ?? -1) };
  return { status, bound, seconds, cost, choice };
}
