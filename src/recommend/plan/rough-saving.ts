import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { Client } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import { pathCost } from '../situation/reach.ts';
import type { Situation } from '../situation/situation.ts';
import type { Way } from '../way.ts';
import type { Group } from './group.ts';
import type { NetworkState } from './state.ts';

/** About what a group saves when it is done alone: hours, paths and bytes at unit prices. It orders steps and is never shown. */
export function roughSaving(situation: Situation, today: NetworkState, goal: NetworkState, group: Group): Decimal {
  let saving = ZERO;
  for (const index of group.clients) {
    const client = situation.clients[index];
    if (!client) continue;
    saving = saving
      .plus(runningCost(client, today.ways[index], situation))
      .minus(runningCost(client, goal.ways[index], situation));
  }
  const movers = new Set(group.clients);
  for (const place of placesOf(situation, today, goal, group)) {
    const stay = (today.users[place.index] ?? []).some((user) => !movers.has(user));
    const come = (goal.users[place.index] ?? []).some((user) => movers.has(user));
    const zones = group.places.includes(place.index) ? goal.zones : today.zones;
    const before = (today.users[place.index] ?? []).length > 0 ? (today.zones[place.index]?.length ?? 0) : 0;
    const after = stay || come ? (zones[place.index]?.length ?? 0) : 0;
    saving = saving.plus(situation.rates.interfaceMonth.times(before - after));
  }
  return saving;
}

function runningCost(client: Client, way: Way | undefined, { rates }: Situation): Decimal {
  if (way?.kind === 'nat') return client.gb.times(rates.natGb ?? ZERO);
  if (way?.kind !== 'endpoint') return ZERO;
  const cost = pathCost(way.path, client, way.place, rates);
  return client.gb
    .times(rates.byteBands[0]?.price ?? ZERO)
    .plus(cost?.monthly ?? ZERO)
    .plus(cost?.byConfig?.[0] ?? ZERO);
}

function placesOf(situation: Situation, today: NetworkState, goal: NetworkState, group: Group): readonly Place[] {
  const places = new Set(group.places);
  for (const client of group.clients) {
    for (const way of [today.ways[client], goal.ways[client]])
      if (way?.kind === 'endpoint') places.add(way.place.index);
  }
  return [...places].flatMap((index) => situation.places.all[index] ?? []);
}
