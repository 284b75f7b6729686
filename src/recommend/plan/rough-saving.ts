import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { Client } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import { pathCost } from '../region/reach.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Way } from '../way.ts';
import type { Group } from './group.ts';
import type { NetworkState } from './state.ts';

/** About what a group saves when it is done alone: hours, paths and bytes at unit prices. It orders steps and is never shown. */
export function roughSaving(regional: RegionalNetwork, today: NetworkState, goal: NetworkState, group: Group): Decimal {
  let saving = ZERO;
  for (const index of group.clients) {
    const client = regional.clients[index];
    if (!client) continue;
    saving = saving
      .plus(runningCost(client, today.ways[index], regional))
      .minus(runningCost(client, goal.ways[index], regional));
  }
  const movers = new Set(group.clients);
  for (const place of placesOf(regional, today, goal, group)) {
    const stay = (today.users[place.index] ?? []).some((user) => !movers.has(user));
    const come = (goal.users[place.index] ?? []).some((user) => movers.has(user));
    const zones = group.places.includes(place.index) ? goal.zones : today.zones;
    const before = (today.users[place.index] ?? []).length > 0 ? (today.zones[place.index]?.length ?? 0) : 0;
    const after = stay || come ? (zones[place.index]?.length ?? 0) : 0;
    saving = saving.plus(regional.rates.interfaceMonth.times(before - after));
  }
  return saving;
}

function runningCost(client: Client, way: Way | undefined, { rates }: RegionalNetwork): Decimal {
  if (way?.kind === 'nat') return client.gb.times(rates.natGb ?? ZERO);
  if (way?.kind !== 'endpoint') return ZERO;
  const cost = pathCost(way.path, client, way.place, rates);
  return client.gb
    .times(rates.byteBands[0]?.price ?? ZERO)
    .plus(cost?.monthly ?? ZERO)
    .plus(cost?.byConfig?.[0] ?? ZERO);
}

function placesOf(regional: RegionalNetwork, today: NetworkState, goal: NetworkState, group: Group): readonly Place[] {
  const places = new Set(group.places);
  for (const client of group.clients) {
    for (const way of [today.ways[client], goal.ways[client]])
      if (way?.kind === 'endpoint') places.add(way.place.index);
  }
  return [...places].flatMap((index) => regional.places.all[index] ?? []);
}
