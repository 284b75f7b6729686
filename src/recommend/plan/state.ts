import { type Decimal, sum } from '../../core/decimal.ts';
import type { Decision } from '../decide/decision.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { isSameZones } from '../region/zone-sets.ts';
import type { Choice } from '../solve/problem.ts';
import type { Way } from '../way.ts';

/** A network between today and the plan: what each client does, and the zones of the places in use. */
export interface NetworkState {
  /** By client. */
  readonly ways: readonly Way[];
  /** Clients that use each place, by place. */
  readonly users: readonly (readonly number[])[];
  /** By place: the zones it stands in while anybody uses it. */
  readonly zones: readonly (readonly string[])[];
  /** Billed GB of all clients that use an endpoint. */
  readonly pooledGb: Decimal;
  /** Places that have got hosted zones. */
  readonly named: ReadonlySet<number>;
}

/** Part of a way to the plan: these clients and places follow it, the rest stays. */
interface StepPart {
  readonly clients: readonly number[];
  readonly places: readonly number[];
}

/** The network as it is. New places have no zones yet. */
export function todayState(regional: RegionalNetwork, { ways }: Decision): NetworkState {
  const today = ways.map(([first]) => {
    if (!first) throw new RangeError('a client without a way');
    return first;
  });
  return stateOf(
    regional,
    today,
    regional.places.all.map((place) => place.joined?.zones ?? []),
  );
}

/** The network of a choice. A place nobody uses keeps the zones it has. */
export function chosenState(regional: RegionalNetwork, decision: Decision, choice: Choice): NetworkState {
  const today = todayState(regional, decision);
  const ways = today.ways.map((way, client) => decision.ways[client]?.[choice.options[client] ?? 0] ?? way);
  const zones = today.zones.map((before, place) => {
    const config = choice.configs[place];
    const zones = config === undefined ? undefined : regional.places.all[place]?.zoneSets[config]?.zones;
    return zones === undefined || isSameZones(zones, before) ? before : zones;
  });
  return stateOf(regional, ways, zones);
}

function stateOf(regional: RegionalNetwork, ways: readonly Way[], zones: NetworkState['zones']): NetworkState {
  const users: number[][] = regional.places.all.map(() => []);
  ways.forEach((way, client) => {
    if (way.kind === 'endpoint') users[way.place.index]?.push(client);
  });
  const pooled = regional.clients.filter((client) => ways[client.index]?.kind === 'endpoint');
  const named = regional.clients.flatMap((client) => zoneNeeded(regional, client, ways[client.index]) ?? []);
  return { ways, users, zones, pooledGb: sum(pooled.map((client) => client.gb)), named: new Set(named) };
}

/** The place for which a client needs new hosted zones. */
export function zoneNeeded({ dns }: RegionalNetwork, client: Client, way: Way | undefined): number | undefined {
  if (!isNewcomer(client, way) || dns.zonesMissing(client.vpc, way.place).length === 0) return undefined;
  return way.place.index;
}

/** Whether a client comes to an endpoint in another VPC, none of whose endpoints it used before. */
export const isNewcomer = (client: Client, way: Way | undefined): way is Extract<Way, { kind: 'endpoint' }> =>
  way?.kind === 'endpoint' &&
  way.move !== undefined &&
  way.path.kind !== 'inside-vpc' &&
  (way.move === 'split' || endpointOf(client)?.endpoint.vpc !== way.place.vpc);

/** A step towards the plan. */
export function withStep(
  regional: RegionalNetwork,
  state: NetworkState,
  goal: NetworkState,
  step: StepPart,
): NetworkState {
  const ways = [...state.ways];
  const users = [...state.users];
  const zones = [...state.zones];
  const named = new Set(state.named);
  let { pooledGb } = state;
  for (const index of step.clients) {
    const client = regional.clients[index];
    const before = ways[index];
    const way = goal.ways[index];
    if (!way || !before || !client) continue;
    if (before.kind === 'endpoint') {
      pooledGb = pooledGb.minus(client.gb);
      users[before.place.index] = (users[before.place.index] ?? []).filter((user) => user !== index);
    }
    if (way.kind === 'endpoint') {
      pooledGb = pooledGb.plus(client.gb);
      users[way.place.index] = [...(users[way.place.index] ?? []), index];
    }
    ways[index] = way;
    const zone = zoneNeeded(regional, client, way);
    if (zone !== undefined) named.add(zone);
  }
  for (const place of step.places) zones[place] = goal.zones[place] ?? [];
  return { ways, users, zones, pooledGb, named };
}

export const isOpen = ({ users }: NetworkState, place: Place): boolean => (users[place.index]?.length ?? 0) > 0;

/** Clients of a place in a state. */
export const clientsAt = ({ clients }: RegionalNetwork, { users }: NetworkState, place: Place): readonly Client[] =>
  (users[place.index] ?? []).flatMap((index) => clients[index] ?? []);
