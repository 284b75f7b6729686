import { type Decimal, sum } from '../../core/decimal.ts';
import { shortService } from '../../core/ids.ts';
import type { GuardContext } from '../guards/guard.ts';
import type { Group } from '../plan/group.ts';
import type { NewNames } from '../plan/names.ts';
import { clientsAt, isOpen, type NetworkState } from '../plan/state.ts';
import type { Policies } from '../policy/policies.ts';
import type { Client } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Way } from '../way.ts';

type EndpointWay = Extract<Way, { kind: 'endpoint' }>;

/** A client of a step with what it does before and after. */
export interface Moved {
  readonly client: Client;
  readonly from: Way;
  readonly to: Way;
}

/** What a step changes, gathered once for everything that speaks of it. */
export interface StepFacts {
  readonly regional: RegionalNetwork;
  readonly policies: Policies;
  readonly group: Group;
  readonly names: NewNames;
  readonly before: NetworkState;
  readonly after: NetworkState;
  readonly moved: readonly Moved[];
  /** Endpoints that go, that are made, and that stay in other zones. */
  readonly closed: readonly Place[];
  readonly made: readonly Place[];
  readonly rezoned: readonly Place[];
  /** Short names of the services concerned, each once. */
  readonly services: readonly string[];
  /** VPCs whose traffic the step moves, each once. */
  readonly vpcs: readonly string[];
  readonly gb: Decimal;
}

export function stepFacts(
  regional: GuardContext,
  names: NewNames,
  { group, before, after }: { group: Group; before: NetworkState; after: NetworkState },
): StepFacts {
  const moved = group.clients.flatMap((index): Moved[] => {
    const client = regional.clients[index];
    const from = before.ways[index];
    const to = after.ways[index];
    return client && from && to ? [{ client, from, to }] : [];
  });
  const places = [...new Set(moved.flatMap(({ from, to }) => [from, to].filter(isEndpoint).map((way) => way.place)))];
  const rezoned = group.places.flatMap((index) => regional.places.all[index] ?? []).filter((place) => place.joined);
  const services = [...moved.map((each) => each.client.service), ...rezoned.map((place) => place.service)];
  return {
    regional,
    policies: regional.policies,
    group,
    names,
    before,
    after,
    moved,
    closed: places.filter((place) => isOpen(before, place) && !isOpen(after, place)),
    made: places.filter((place) => place.joined === undefined && !isOpen(before, place) && isOpen(after, place)),
    rezoned,
    services: [...new Set(services.map(shortService))],
    vpcs: [...new Set([...moved.flatMap((each) => each.client.vpc ?? []), ...rezoned.map((place) => place.vpc)])],
    gb: sum(moved.map((each) => each.client.gb)),
  };
}

/** Everybody whose traffic a step touches: who moves, and who uses an endpoint whose zones change. */
export function clientsOf({ moved, rezoned, after, regional }: StepFacts): readonly Client[] {
  const staying = rezoned.flatMap((place) => clientsAt(regional, after, place));
  return [...new Set([...moved.map((each) => each.client), ...staying])];
}

export const isEndpoint = (way: Way): way is EndpointWay => way.kind === 'endpoint';

/** Zones of a place before and after a step. */
export const zonesOf = ({ before, after }: StepFacts, place: Place) => ({
  before: before.zones[place.index] ?? [],
  after: after.zones[place.index] ?? [],
});

export { listed } from '../region/listed.ts';
