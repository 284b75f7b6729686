import { Decimal, sum } from '../../core/decimal.ts';
import type { Endpoint } from '../../topology/topology.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import { type Client, endpointOf } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import type { Situation } from '../situation/situation.ts';
import { exactText } from './exact-text.ts';
import type { NewNames } from './names.ts';
import type { NetworkState } from './state.ts';

/** The endpoint that stands at a place in a state of the network: as it is where nothing changed, else rewritten. */
export function endpointAt(
  place: Place,
  clients: readonly Client[],
  situation: Situation,
  state: NetworkState,
  names: NewNames,
): Endpoint {
  const zones = state.zones[place.index] ?? [];
  const own = place.joined?.endpoint;
  const traffic = trafficOf(clients);
  if (!own) return { ...newEndpoint(place, clients, situation), id: names.place(place), azs: [...zones], traffic };
  const sameZones = zones === place.joined?.zones;
  const before = (place.joined && situation.byEndpoint.get(place.joined)) ?? [];
  const sameClients = before.length === clients.length && before.every((client) => clients.includes(client));
  const trap = gatewayTakesOver(place, situation, state);
  const kept = sameZones ? own : withZones(own, zones, situation);
  return {
    ...kept,
    ...(!sameClients && { traffic }),
    ...(trap && { privateDnsInboundResolverOnly: true }),
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
  { vpcs, topology, region }: Situation,
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
function withZones(endpoint: Endpoint, zones: readonly string[], { topology }: Situation): Endpoint {
  const { subnets, networkInterfaces: _, ...rest } = endpoint;
  const zoneOf = new Map((topology.subnets ?? []).map((subnet) => [subnet.id, subnet.az]));
  const kept = subnets?.filter((subnet) => zones.includes(zoneOf.get(subnet) ?? ''));
  const complete = kept !== undefined && kept.length === zones.length;
  return { ...rest, azs: [...zones], azsFrom: 'stated', ...(complete && { subnets: kept }) };
}

/** Private DNS that kept VPC traffic on the interface endpoint, where a gateway endpoint stands and takes it from now on. */
function gatewayTakesOver(place: Place, situation: Situation, state: NetworkState): boolean {
  if (place.joined?.endpoint.privateDns !== true) return false;
  return (situation.byEndpoint.get(place.joined) ?? []).some(
    (client) => state.ways[client.index]?.kind === 'gateway' && standingGateway(client, situation) !== undefined,
  );
}
