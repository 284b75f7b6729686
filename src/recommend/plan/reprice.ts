import { type Decimal, ZERO } from '../../core/decimal.ts';
import { estimate } from '../../model/estimate.ts';
import type { Totals } from '../../model/totals.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Group } from './group.ts';
import type { NewNames } from './names.ts';
import { partOf } from './part-of.ts';
import { type NetworkState, withStep } from './state.ts';

/** What a step saves a month. Low and high differ where AWS's documents leave a fee open: each end prices both networks alike. */
export interface Saving {
  readonly monthly: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  /** The part that does not depend on bytes. */
  readonly fixed: Decimal;
}

export const NO_SAVING: Saving = { monthly: ZERO, low: ZERO, high: ZERO, fixed: ZERO };

/** The difference of two totals of the same model. */
export function savingOf(before: Totals, after: Totals): Saving {
  const monthly = before.monthly.knownPart.minus(after.monthly.knownPart);
  const ends = [before.low.minus(after.low), before.high.minus(after.high), monthly].sort((a, b) => a.comparedTo(b));
  return { monthly, low: ends[0] ?? monthly, high: ends[2] ?? monthly, fixed: before.baseline.minus(after.baseline) };
}

/** Prices the difference a step makes, by the model itself, on the part of the network it touches. */
export function savingOfStep(
  regional: RegionalNetwork,
  cards: ReadonlyMap<string, RateCard>,
  names: NewNames,
  from: NetworkState,
  goal: NetworkState,
  group: Group,
): { saving: Saving; state: NetworkState } {
  const state = withStep(regional, from, goal, group);
  return { saving: savingBetween(regional, cards, names, from, state, group), state };
}

/** What one state costs less than another that differs from it by a group of changes. */
export function savingBetween(
  regional: RegionalNetwork,
  cards: ReadonlyMap<string, RateCard>,
  names: NewNames,
  from: NetworkState,
  to: NetworkState,
  group: Group,
): Saving {
  const places = [...touched(from, to, group)].flatMap((index) => regional.places.all[index] ?? []);
  const part = { places, clients: group.clients, names: from.named.size !== to.named.size };
  const price = (state: NetworkState): Totals =>
    estimate({ topology: partOf(regional, state, names, part), cards }).totals;
  return savingOf(price(from), price(to));
}

/** Places a step brings clients to or takes them from, or whose zones it changes. */
export function touched(from: NetworkState, to: NetworkState, group: Group): ReadonlySet<number> {
  const places = new Set(group.places);
  for (const client of group.clients) {
    for (const way of [from.ways[client], to.ways[client]]) if (way?.kind === 'endpoint') places.add(way.place.index);
  }
  return places;
}
