import { type Decimal, sum } from '../../core/decimal.ts';
import type { Decision } from '../decide/decision.ts';
import type { Client } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import type { Situation } from '../situation/situation.ts';
import type { Choice } from '../solve/problem.ts';
import type { Way } from '../way.ts';

/** A network between today and the plan: what each client does, and the zones of the places in use. */
export interface NetworkState {
  /** By client. */
  readonly ways: readonly Way[];
  /** By place: the zones it stands in while anybody uses it. */
  readonly zones: readonly (readonly string[])[];
  /** Billed GB of all clients that use an endpoint. */
  readonly pooledGb: Decimal;
}

/** The network as it is. New places have no zones yet. */
export function todayState({ places, clients }: Situation, decision: Decision): NetworkState {
  const ways = decision.ways.map(([today]) => {
    if (!today) throw new RangeError('a client without a way');
    return today;
  });
  return { ways, zones: places.all.map((place) => place.joined?.zones ?? []), pooledGb: pooled(clients, ways) };
}

const pooled = (clients: readonly Client[], ways: readonly Way[]): Decimal =>
  sum(clients.flatMap((client) => (ways[client.index]?.kind === 'endpoint' ? [client.gb] : [])));

/** The network of a choice. A place nobody uses keeps the zones it has. */
export function chosenState(situation: Situation, decision: Decision, choice: Choice): NetworkState {
  const today = todayState(situation, decision);
  const ways = today.ways.map((way, client) => decision.ways[client]?.[choice.options[client] ?? 0] ?? way);
  return {
    ways,
    pooledGb: pooled(situation.clients, ways),
    zones: today.zones.map((zones, place) => {
      const config = choice.configs[place];
      return config === undefined ? zones : (situation.places.all[place]?.zoneSets[config]?.zones ?? zones);
    }),
  };
}

/** A step towards the plan: the clients and the places in it follow the plan, the rest stays. */
export function withStep(
  { clients }: Situation,
  state: NetworkState,
  goal: NetworkState,
  step: { readonly clients: readonly number[]; readonly places: readonly number[] },
): NetworkState {
  const ways = [...state.ways];
  const zones = [...state.zones];
  let { pooledGb } = state;
  for (const index of step.clients) {
    const way = goal.ways[index];
    const client = clients[index];
    if (!way || !client) continue;
    if (ways[index]?.kind === 'endpoint') pooledGb = pooledGb.minus(client.gb);
    if (way.kind === 'endpoint') pooledGb = pooledGb.plus(client.gb);
    ways[index] = way;
  }
  for (const place of step.places) zones[place] = goal.zones[place] ?? [];
  return { ways, zones, pooledGb };
}

/** Clients at each place, by place. */
export function usersOf({ places }: Situation, { ways }: NetworkState): readonly (readonly number[])[] {
  const users: number[][] = places.all.map(() => []);
  ways.forEach((way, client) => {
    if (way.kind === 'endpoint') users[way.place.index]?.push(client);
  });
  return users;
}

export const isOpen = (users: readonly (readonly number[])[], place: Place): boolean =>
  (users[place.index]?.length ?? 0) > 0;
