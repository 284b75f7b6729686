import { onceFor } from '../../core/remembering.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Client } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { NewNames } from './names.ts';
import { isNewcomer, isOpen, type NetworkState } from './state.ts';

type HostedZone = NonNullable<NonNullable<Topology['dns']>['hostedZones']>[number];

/** Transit Gateways with the attachments that a state of the network adds for some clients. */
export function connectivityOf(
  { topology }: RegionalNetwork,
  state: NetworkState,
  clients: readonly Client[],
): Pick<Topology, 'connectivity'> {
  const gateways = topology.connectivity?.transitGateways;
  if (!gateways) return {};
  const added = new Map<string, Set<string>>();
  for (const client of clients) {
    const way = state.ways[client.index];
    if (way?.kind !== 'endpoint' || way.move === undefined) continue;
    for (const { gateway, vpc } of way.path.attachments) added.set(gateway, (added.get(gateway) ?? new Set()).add(vpc));
  }
  if (added.size === 0) return {};
  const transitGateways = gateways.map((gateway) => {
    const more = [...(added.get(gateway.id) ?? [])];
    if (more.length === 0) return gateway;
    return { ...gateway, vpcs: [...gateway.vpcs, ...more], added: [...(gateway.added ?? []), ...more] };
  });
  return { connectivity: { ...topology.connectivity, transitGateways } };
}

/** Clients that a state brings to an endpoint of another VPC which they did not use before, by endpoint. */
function newcomers({ clients }: RegionalNetwork, state: NetworkState): ReadonlyMap<Place, readonly Client[]> {
  const arrivals = clients.flatMap((client) => {
    const way = state.ways[client.index];
    return isNewcomer(client, way) ? [{ place: way.place, client }] : [];
  });
  const groups = Map.groupBy(arrivals, (arrival) => arrival.place);
  return new Map([...groups].map(([place, members]) => [place, members.map((member) => member.client)]));
}

/** Hosted zones that a state of the network adds, one for each place that newcomers cannot find otherwise, and new associations. */
export function dnsOf(regional: RegionalNetwork, names: NewNames, state: NetworkState): Pick<Topology, 'dns'> {
  const { dns } = regional.topology;
  const arrivals = newcomers(regional, state);
  const zones: HostedZone[] = (dns?.hostedZones ?? []).map((zone) => withoutLeavers(regional, state, zone));
  if (arrivals.size === 0) return dns?.hostedZones ? { dns: { ...dns, hostedZones: zones } } : {};
  for (const [place, clients] of arrivals) {
    zones.push(...addedZones(regional, names, place, clients));
    associate(zones, place, clients);
  }
  return { dns: { ...dns, hostedZones: zones } };
}

/** The zones a place gets for newcomers that cannot find it otherwise; its own VPC keeps what it has. */
function addedZones(
  { dns }: RegionalNetwork,
  names: NewNames,
  place: Place,
  clients: readonly Client[],
): readonly HostedZone[] {
  const lost = clients.filter((client) => dns.zonesMissing(client.vpc, place).length > 0);
  const vpcs = [...new Set(lost.flatMap((client) => client.vpc ?? []))];
  return dns
    .zonesMissing(lost[0]?.vpc, place)
    .flatMap(({ name }) =>
      vpcs.length > 0 ? [{ name, service: place.service, vpcs, endpoint: names.place(place), added: true }] : [],
    );
}

/** A zone loses the VPCs whose clients no longer go where it leads, and all of them when what it leads to goes. */
function withoutLeavers(regional: RegionalNetwork, state: NetworkState, zone: HostedZone): HostedZone {
  if (!zone.vpcs || zone.added === true) return zone;
  const places = ledBy(regional).get(zone);
  if (!places) return zone;
  if (places.every((place) => !isOpen(state, place))) return { ...zone, vpcs: [] };
  const left = new Set(
    places.flatMap((place) =>
      (regional.byEndpoint.get(place.joined as JoinedEndpoint) ?? []).flatMap((client) => {
        const way = state.ways[client.index];
        const stays = way?.kind === 'endpoint' && way.place.vpc === place.vpc;
        return stays ? [] : (client.vpc ?? []);
      }),
    ),
  );
  const vpcs = zone.vpcs.filter((vpc) => !left.has(vpc));
  return vpcs.length === zone.vpcs.length ? zone : { ...zone, vpcs };
}

/** The endpoints that each zone of the input leads to. */
const ledBy = onceFor(({ places, dns }: RegionalNetwork): ReadonlyMap<HostedZone, readonly Place[]> => {
  const led = new Map<HostedZone, Place[]>();
  for (const place of places.all.filter(({ joined }) => joined !== undefined)) {
    const entries = new Set(dns.zonesLeadingTo(place).map(({ entry }) => entry));
    for (const entry of entries) led.set(entry, [...(led.get(entry) ?? []), place]);
  }
  return led;
});

/** An association with a zone that exists costs nothing; the file should name it all the same. */
function associate(zones: HostedZone[], place: Place, clients: readonly Client[]): void {
  const at = zones.findIndex(
    (zone) =>
      zone.added !== true &&
      zone.service === place.service &&
      (zone.endpoint === undefined
        ? place.joined !== undefined && zone.vpcs?.includes(place.vpc) === true
        : zone.endpoint === place.joined?.endpoint.id),
  );
  const zone = zones[at];
  if (!zone?.vpcs) return;
  const more = clients.flatMap((client) => client.vpc ?? []).filter((vpc) => !zone.vpcs?.includes(vpc));
  if (more.length > 0) zones[at] = { ...zone, vpcs: [...zone.vpcs, ...new Set(more)] };
}
