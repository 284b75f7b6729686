import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { remembering } from '../../core/remembering.ts';
import { type JoinedEndpoint, type JoinedNetwork, join } from '../../model/join.ts';
import { reasonNotBilled } from '../../model/not-billed.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { NatGateway, OfferedService, Peering, Topology, TransitGateway } from '../../topology/topology.ts';
import type { TrafficProfile } from '../../traffic/traffic.ts';
import type { Move } from '../move.ts';
import type { DecisionOptions } from '../options.ts';
import { overlap } from './cidrs.ts';
import { type Client, endpointOf, isForeign } from './client.ts';
import { clientsOfEndpoint, clientsOfNatGateway, partsOfClient } from './clients.ts';
import { type Dns, dnsOf } from './dns.ts';
import { hubsOf } from './hubs.ts';
import { carriesNothing } from './idle-nat.ts';
import { type NatGuests, natGuestsOf } from './nat-guests.ts';
import { type Outsiders, outsidersOf } from './outsiders.ts';
import { Places } from './places.ts';
import { type Path, pathsBetween } from './reach.ts';
import { removableNats } from './removable-nats.ts';
import { type UnitRates, unitRatesOf } from './unit-rates.ts';
import { usableGbps } from './usable-gbps.ts';
import { type Vpcs, vpcsOf } from './vpcs.ts';
import { whyFixed } from './why-fixed.ts';
import { survivingGbps } from './zone-sets.ts';

/** One Region as the decision sees it: who uses what, where endpoints stand or could stand, what everything costs. */
export interface RegionalNetwork {
  readonly region: string;
  readonly topology: Topology;
  readonly network: JoinedNetwork;
  readonly options: DecisionOptions;
  readonly rates: UnitRates;
  readonly vpcs: Vpcs;
  readonly clients: readonly Client[];
  readonly byService: ReadonlyMap<string, readonly Client[]>;
  readonly byVpc: ReadonlyMap<string | undefined, readonly Client[]>;
  /** Clients of each endpoint of today. */
  readonly byEndpoint: ReadonlyMap<JoinedEndpoint, readonly Client[]>;
  /** Endpoints of today that serve other VPCs. */
  readonly shared: ReadonlySet<string>;
  readonly places: Places;
  readonly gateways: readonly TransitGateway[];
  /** Every way between two VPCs. */
  readonly paths: (from: string, to: string) => readonly Path[];
  readonly offered: ReadonlyMap<string, OfferedService>;
  /** VPCs that may serve others, by service. */
  readonly hubs: (service: string) => readonly string[];
  /** Billed GB of interface endpoints that the plan leaves alone. */
  readonly fixedGb: Decimal;
  /** Interface and GWLB endpoints that the plan leaves alone, by VPC: they count towards the quota. */
  readonly fixedCount: ReadonlyMap<string, number>;
  readonly isForbidden: (move: Move, ...subjects: readonly (string | undefined)[]) => boolean;
  /** How clients of a VPC find an endpoint of another one. */
  readonly dns: Dns;
  /** Users of an endpoint that no input describes; undefined = there are none. */
  readonly outsiders: (joined: JoinedEndpoint) => Outsiders | undefined;
  /** Other VPCs whose bytes a NAT gateway may carry; undefined = none. */
  readonly natGuests: (gateway: NatGateway) => NatGuests | undefined;
  /** NAT gateways that may go once nobody needs them. */
  readonly removable: ReadonlySet<NatGateway>;
  /** VPCs on a Transit Gateway that share addresses with a VPC. */
  readonly twins: (gateway: TransitGateway, vpc: string) => readonly string[];
}

export interface RegionalNetworkInput {
  readonly topology: Topology;
  readonly traffic: TrafficProfile;
  readonly cards: ReadonlyMap<string, RateCard>;
  readonly options: DecisionOptions;
}

/** The network of one Region, as the decision sees it. Undefined where endpoints have no price there. */
export function regionalNetworkOf(
  region: string,
  input: RegionalNetworkInput,
  findings: FindingLog,
): RegionalNetwork | undefined {
  const { topology, options } = input;
  const rates = unitRatesOf(region, input.cards, findings);
  if (!rates) return undefined;
  const network = join(topology, input.traffic);
  const vpcs = vpcsOf(network);
  const inRegion = network.endpoints.filter((each) => each.region === region && each.endpoint.type === 'Interface');
  const movable = inRegion.filter((joined) => isMovable(joined, region, findings));
  const decided = new Set(movable);
  const left = inRegion.filter((joined) => !decided.has(joined));
  const drafts = new Map(movable.map((joined) => [joined, clientsToServe(joined, vpcs, options)]));
  const clients = [...drafts.values(), natClients(network, region, findings)]
    .flat()
    .map((draft, index): Client => ({ ...draft, index }));
  const byService = Map.groupBy(clients, (client) => client.service);
  const offered = new Map((topology.services ?? []).map((service) => [service.name, service]));
  const peerings = topology.connectivity?.peerings ?? [];
  const gateways = (topology.connectivity?.transitGateways ?? []).filter(
    (each) => (each.region ?? topology.region) === region,
  );
  const isForbidden = forbidding(options);
  const places = new Places({
    options,
    vpcs,
    offered,
    isForbidden,
    zonesMatter: zonesMatter(clients, peerings),
    taken: new Set(left.map(({ endpoint }) => `${endpoint.vpc}\u0000${endpoint.service}`)),
  });
  const byEndpoint = new Map<JoinedEndpoint, Client[]>(movable.map((joined) => [joined, []]));
  for (const client of clients)
    if (client.origin.kind === 'endpoint') byEndpoint.get(client.origin.joined)?.push(client);
  for (const [joined, own] of byEndpoint) places.addExisting(joined, own);
  return {
    region,
    topology,
    network,
    options,
    rates,
    vpcs,
    clients,
    byService,
    byVpc: Map.groupBy(clients, (client) => client.vpc),
    byEndpoint,
    shared: new Set(clients.filter(isForeign).flatMap((client) => endpointOf(client)?.endpoint.id ?? [])),
    places,
    gateways,
    paths: pathFinder(gateways, peerings),
    offered,
    hubs: hubsOf(byService, options.hubs, network, region),
    fixedGb: sum(left.filter(isBilled).map((joined) => joined.traffic?.monthlyGb ?? ZERO)),
    fixedCount: fixedCount(network, decided),
    isForbidden,
    dns: dnsOf(topology, offered, region),
    twins: twinsOf(vpcs),
    outsiders: remembering(outsidersOf(topology)),
    natGuests: remembering(natGuestsOf(topology)),
    removable: removableNats(topology),
  };
}

function isMovable(joined: JoinedEndpoint, region: string, findings: FindingLog): boolean {
  const reason = whyFixed(joined, region);
  if (reason === undefined) return true;
  const { id } = joined.endpoint;
  findings.add('TG4050', id, `${id} is left as it is: ${reason}.`);
  return false;
}

/** To repair an endpoint, a client too large for one comes in parts. */
function clientsToServe(joined: JoinedEndpoint, vpcs: Vpcs, options: DecisionOptions) {
  const drafts = clientsOfEndpoint(joined);
  const { id, vpc = '' } = joined.endpoint;
  if (!options.repair || options.pins.includes(id)) return drafts;
  const zones = new Set([...(joined.zones ?? []), ...vpcs.zones(vpc)]);
  const most = survivingGbps(zones.size, usableGbps(joined.endpoint, options));
  return drafts.flatMap((draft) => partsOfClient(draft, most));
}

const isBilled = (joined: JoinedEndpoint): boolean => reasonNotBilled(joined) === undefined;

function natClients(
  { topology, vpcs }: JoinedNetwork,
  region: string,
  findings: FindingLog,
): readonly Omit<Client, 'index'>[] {
  const here = (topology.natGateways ?? []).filter((gateway) => {
    const own = gateway.region ?? vpcs.get(gateway.vpc ?? '')?.region ?? topology.region;
    return gateway.vpc !== undefined && own === region;
  });
  return here.flatMap((gateway) => {
    const { id } = gateway;
    if (carriesNothing(gateway)) findings.add('TG4055', id, `${id} carries nothing and costs its hours all the same.`);
    return clientsOfNatGateway(gateway);
  });
}

function forbidding(options: DecisionOptions): RegionalNetwork['isForbidden'] {
  if (options.forbid.length === 0) return () => false;
  const named = new Set(options.forbid.map(({ move, subject }) => `${move}\u0000${subject ?? ''}`));
  return (move, ...subjects) => ['', ...subjects].some((subject) => named.has(`${move}\u0000${subject ?? ''}`));
}

/** Which zones an endpoint has matters to those who come over a peering and to those who keep to their own zone. */
function zonesMatter(
  clients: readonly Client[],
  peerings: readonly Peering[],
): (service: string, vpc: string) => boolean {
  const homes = new Set(clients.flatMap((client) => (client.homeZones.length > 0 ? [client.service] : [])));
  const peered = new Set(peerings.flatMap((peering) => peering.between));
  return (service, vpc) => homes.has(service) || peered.has(vpc);
}

function fixedCount(network: JoinedNetwork, movable: ReadonlySet<JoinedEndpoint>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const joined of network.endpoints) {
    const { type, vpc } = joined.endpoint;
    const counted = type === 'Interface' || type === 'GatewayLoadBalancer';
    if (counted && vpc !== undefined && !movable.has(joined)) counts.set(vpc, (counts.get(vpc) ?? 0) + 1);
  }
  return counts;
}

function pathFinder(gateways: readonly TransitGateway[], peerings: readonly Peering[]): RegionalNetwork['paths'] {
  const from = remembering((vpc: string) =>
    remembering((host: string) => pathsBetween(vpc, host, { gateways, peerings })),
  );
  return (vpc, host) => from(vpc)(host);
}

function twinsOf(vpcs: Vpcs): RegionalNetwork['twins'] {
  const of = remembering((gateway: TransitGateway) =>
    remembering((vpc: string) =>
      gateway.vpcs.filter((each) => each !== vpc && overlap(vpcs.ranges(each), vpcs.ranges(vpc)) === true),
    ),
  );
  return (gateway, vpc) => of(gateway)(vpc);
}
