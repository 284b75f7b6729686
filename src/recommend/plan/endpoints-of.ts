import { Decimal, sum } from '../../core/decimal.ts';
import { shortService } from '../../core/ids.ts';
import type { Endpoint } from '../../topology/topology.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { exactText } from './exact-text.ts';
import type { NewNames } from './names.ts';
import type { NetworkState } from './state.ts';

/** The endpoint that stands at a place in a state of the network: as it is where nothing changed, else rewritten. */
export function endpointAt(
  place: Place,
  clients: readonly Client[],
  regional: RegionalNetwork,
  state: NetworkState,
  names: NewNames,
): Endpoint {
  const zones = state.zones[place.index] ?? [];
  const own = place.joined?.endpoint;
  const traffic = trafficOf(clients);
  if (!own) {
    const privateDns = answersItsVpc(place, clients, regional);
    return { ...newEndpoint(place, clients, regional), id: names.place(place), azs: [...zones], privateDns, traffic };
  }
  const sameZones = zones === place.joined?.zones;
  const before = (place.joined && regional.byEndpoint.get(place.joined)) ?? [];
  const sameClients = before.length === clients.length && before.every((client) => clients.includes(client));
  const only = answersInboundOnly(place, regional, state);
  const privateDns = only ? undefined : privateDnsAfter(place, clients, regional, state);
  const kept = sameZones ? own : withZones(own, zones, regional);
  return {
    ...kept,
    ...(!sameClients && { traffic }),
    ...(only && { privateDnsInboundResolverOnly: true }),
    ...(privateDns !== undefined && { privateDns }),
  };
}

function trafficOf(clients: readonly Client[]): NonNullable<Endpoint['traffic']> {
  const monthlyGb = exactText(sum(clients.map((client) => client.gb)));
  if (!clients.every((client) => client.peakKnown)) return { monthlyGb };
  // Peaks are added as though they came together: the sum can only be too high.
  const peak = sum(clients.map((client) => new Decimal(client.loadGbps)));
  return { monthlyGb, peakGbps: exactText(peak) };
}

function newEndpoint(
  place: Place,
  clients: readonly Client[],
  { vpcs, topology, region }: RegionalNetwork,
): Omit<Endpoint, 'id'> {
  const vpc = vpcs.entry(place.vpc);
  const policy = clients.map((client) => endpointOf(client)?.endpoint.policy).find((each) => each !== undefined);
  return {
    vpc: place.vpc,
    type: 'Interface',
    service: place.service,
    ...(vpc?.region === undefined && topology.region === undefined && { region }),
    ...(policy !== undefined && { policy }),
  };
}

/** What names subnets and interfaces no longer fits other zones: subnets are kept where their zone is known. */
function withZones(endpoint: Endpoint, zones: readonly string[], { topology }: RegionalNetwork): Endpoint {
  const { subnets, networkInterfaces: _, ...rest } = endpoint;
  const zoneOf = new Map((topology.subnets ?? []).map((subnet) => [subnet.id, subnet.az]));
  const kept = subnets?.filter((subnet) => zones.includes(zoneOf.get(subnet) ?? ''));
  const complete = kept !== undefined && kept.length === zones.length;
  return { ...rest, azs: [...zones], azsFrom: 'stated', ...(complete && { subnets: kept }) };
}

/** Whether the names of a new endpoint's own VPC lead to it: for clients inside, and for a Route 53 Profile that hands them on. */
const answersItsVpc = (place: Place, clients: readonly Client[], { dns }: RegionalNetwork): boolean =>
  clients.some((client) => client.vpc === place.vpc || dns.profileFor(client.vpc, place) !== undefined);

/** An S3 endpoint that stays for others while its VPC uses a gateway endpoint answers inbound resolvers only. */
function answersInboundOnly(place: Place, regional: RegionalNetwork, state: NetworkState): boolean {
  const { joined } = place;
  if (!joined || joined.endpoint.privateDns === false || shortService(place.service) !== 's3') return false;
  return (regional.byEndpoint.get(joined) ?? []).some(
    (client) => client.vpc === place.vpc && state.ways[client.index]?.kind === 'gateway',
  );
}

/** Private DNS goes off where the VPC's own clients left, and on where some came; undefined = it stays as it is. */
function privateDnsAfter(
  place: Place,
  clients: readonly Client[],
  { byEndpoint }: RegionalNetwork,
  state: NetworkState,
): boolean | undefined {
  const { joined } = place;
  if (!joined) return undefined;
  const inside = (byEndpoint.get(joined) ?? []).filter((client) => client.vpc === place.vpc);
  const came = clients.some((client) => client.vpc === place.vpc && !inside.includes(client));
  if (came) return joined.endpoint.privateDns === true ? undefined : true;
  const left = inside.some((client) => {
    const way = state.ways[client.index];
    return way?.kind !== 'endpoint' || way.place !== place;
  });
  return left && joined.endpoint.privateDns !== false ? false : undefined;
}
