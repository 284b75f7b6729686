import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { zoneMove } from '../region/zone-sets.ts';
import type { Way } from '../way.ts';
import type { Change } from './group.ts';
import { isOpen, type NetworkState, zoneNeeded } from './state.ts';

type EndpointWay = Extract<Way, { kind: 'endpoint' }>;

/** Every difference between today and the plan, with what holds it together with others. */
export function changesOf(regional: RegionalNetwork, today: NetworkState, goal: NetworkState): readonly Change[] {
  const closing = new Set(regional.places.all.filter((place) => isOpen(today, place) && !isOpen(goal, place)));
  const changes: Change[] = [];
  for (const client of regional.clients) {
    const way = goal.ways[client.index];
    if (!way || way === today.ways[client.index] || way.move === undefined) continue;
    changes.push({
      ...keyOf(client, way),
      ties: tiesOf(client, way, { closing, regional, goal }),
      client: client.index,
      ...madeBy(way),
    });
  }
  return [...changes, ...zoneChanges(regional, goal, changes)];
}

const madeBy = (way: Way): { place?: number } =>
  way.kind === 'endpoint' && way.place.joined === undefined ? { place: way.place.index } : {};

/** What a person would carry out in one go: by endpoint, by hub, or by VPC. */
function keyOf(client: Client, way: Way): Pick<Change, 'move' | 'key'> {
  const move = way.move ?? 'share-across-vpcs';
  const vpc = client.vpc ?? '';
  switch (move) {
    case 'remove-idle':
      return { move, key: `${move} ${endpointOf(client)?.endpoint.id}` };
    case 'nat-instead-of-endpoint':
    case 'localise':
      return { move, key: `${move} ${vpc}` };
    case 'gateway-instead':
    case 'fix-routing':
      return { move, key: `${move} ${vpc} ${client.service}` };
    default:
      return { move, key: keyAtPlace(move, client, way as EndpointWay) };
  }
}

const keyAtPlace = (move: string, client: Client, { place, path }: EndpointWay): string => {
  if (path.attachments.length > 0) return `attach ${client.vpc}`;
  return path.kind === 'inside-vpc' ? `${move} ${client.vpc}` : `${move} ${place.index}`;
};

interface PlanFacts {
  readonly closing: ReadonlySet<Place>;
  readonly regional: RegionalNetwork;
  readonly goal: NetworkState;
}

/** Things that pay only once: an endpoint that closes, one that is made, an attachment, a hosted zone, a NAT gateway that goes. */
function tiesOf(client: Client, way: Way, { closing, regional, goal }: PlanFacts): readonly string[] {
  const ties: string[] = [];
  const own = endpointOf(client);
  const left = own && regional.places.of(own.endpoint.id);
  if (left && closing.has(left)) ties.push(`closes ${left.index}`);
  if (client.origin.kind === 'nat' && regional.removable.has(client.origin.gateway)) {
    const { gateway } = client.origin;
    const stays = goal.ways.some((each) => each.kind === 'nat' && each.gateway === gateway);
    if (!stays) ties.push(`removes ${gateway.id}`);
  }
  if (way.kind !== 'endpoint') return ties;
  if (way.place.joined === undefined) ties.push(`makes ${way.place.index}`);
  for (const { gateway, vpc } of way.path.attachments) ties.push(`attaches ${gateway} ${vpc}`);
  const zone = zoneNeeded(regional, client, way);
  if (zone !== undefined) ties.push(`names ${zone}`);
  return ties;
}

/** What a peering costs hangs on the zones at its end. */
const isPeered = (way: Way | undefined): boolean => way?.kind === 'endpoint' && way.path.kind === 'vpc-peering';

/** Zones that change at endpoints that stay. Zones that newcomers need, or whose price hangs on them, come with them. */
function zoneChanges({ places }: RegionalNetwork, goal: NetworkState, arrivals: readonly Change[]): readonly Change[] {
  const byPlace = Map.groupBy(arrivals, (change) => {
    const way = change.client === undefined ? undefined : goal.ways[change.client];
    return way?.kind === 'endpoint' ? way.place : undefined;
  });
  return places.all.flatMap((place): Change[] => {
    const move =
      place.joined && isOpen(goal, place)
        ? zoneMove(place.joined.zones ?? [], goal.zones[place.index] ?? [])
        : undefined;
    if (move === undefined) return [];
    const arriving = byPlace.get(place) ?? [];
    const peered = arriving.some((change) => isPeered(goal.ways[change.client ?? -1]));
    const ties = move === 'drop-az' && !peered ? [] : arriving.map((change) => change.key);
    return [{ move, key: `${move} ${place.vpc}`, ties, place: place.index }];
  });
}
