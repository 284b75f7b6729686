import type { RateCard } from '../../rates/rate-card.ts';
import { MOVES } from '../move.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { type Group, together } from './group.ts';
import type { NewNames } from './names.ts';
import { type Saving, savingOfStep, touched } from './reprice.ts';
import { roughSaving } from './rough-saving.ts';
import type { NetworkState } from './state.ts';

/** A step of the plan in its place, with what it saves after those before it. */
export interface Step {
  readonly group: Group;
  readonly saving: Saving;
  /** The network before and after it, in the recommended order. */
  readonly before: NetworkState;
  readonly after: NetworkState;
}

/**
 * Puts the groups in the order they are best carried out (moves that free room first, then the larger saving) and prices each as the
 * difference it makes in that order, so that the parts add up to the whole.
 */
export function stepsOf(
  regional: RegionalNetwork,
  cards: ReadonlyMap<string, RateCard>,
  names: NewNames,
  today: NetworkState,
  goal: NetworkState,
  groups: readonly Group[],
): readonly Step[] {
  const steps = inOrder(regional, cards, names, today, goal, groups);
  const loss = steps.findIndex((step) => !step.saving.monthly.greaterThan(0));
  const merged = loss === -1 ? undefined : mergedWith(steps, loss);
  return merged ? stepsOf(regional, cards, names, today, goal, merged) : steps;
}

/** A step that pays only together with another joins the one that saves most among those at the same endpoints. */
function mergedWith(steps: readonly Step[], loss: number): readonly Group[] | undefined {
  const one = steps[loss];
  if (!one) return undefined;
  const places = touched(one.before, one.after, one.group);
  const partner = steps
    .filter(
      (step) => step !== one && [...touched(step.before, step.after, step.group)].some((place) => places.has(place)),
    )
    .sort((a, b) => b.saving.monthly.comparedTo(a.saving.monthly))[0];
  if (!partner) return undefined;
  const rest = steps.filter((step) => step !== one && step !== partner).map((step) => step.group);
  return [...rest, together(partner.group, one.group)];
}

function inOrder(
  regional: RegionalNetwork,
  cards: ReadonlyMap<string, RateCard>,
  names: NewNames,
  today: NetworkState,
  goal: NetworkState,
  groups: readonly Group[],
): readonly Step[] {
  const alone = new Map(groups.map((group) => [group, roughSaving(regional, today, goal, group)]));
  const ordered = groups.toSorted((a, b) => {
    const rank = MOVES.indexOf(a.move) - MOVES.indexOf(b.move);
    return rank !== 0 ? rank : (alone.get(b)?.comparedTo(alone.get(a) ?? 0) ?? 0);
  });
  let state = today;
  return ordered.map((group) => {
    const before = state;
    const priced = savingOfStep(regional, cards, names, before, goal, group);
    state = priced.state;
    return { group, saving: priced.saving, before, after: state };
  });
}
