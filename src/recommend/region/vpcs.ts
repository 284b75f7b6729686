import { zoneKind } from '../../core/ids.ts';
import { remembering } from '../../core/remembering.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import type { NatGateway, NetworkAcl, RouteTable, Topology } from '../../topology/topology.ts';
import { type Range, rangesOf } from './cidrs.ts';

type VpcEntry = NonNullable<Topology['vpcs']>[number];

/** What is known of the VPCs of a Region. */
export interface Vpcs {
  entry(id: string): VpcEntry | undefined;
  /** Zones an endpoint could stand in, most used first: stated, of its subnets, of its endpoints, gateways and clients. */
  zones(id: string): readonly string[];
  natGateways(id: string): readonly NatGateway[];
  routeTables(id: string): readonly RouteTable[];
  /** Ids of its subnets; empty where none is known. */
  subnets(id: string): readonly string[];
  /** The network ACL of a subnet. */
  networkAcl(subnet: string): NetworkAcl | undefined;
  /** Its address ranges; undefined where they are not known. */
  ranges(id: string): readonly Range[] | undefined;
  /** Id of the gateway endpoint for a service that the VPC has already. */
  gatewayEndpoint(id: string, service: string): string | undefined;
}

/** Collects what the topology tells of its VPCs. */
export function vpcsOf(network: JoinedNetwork): Vpcs {
  const { topology } = network;
  const uses = zoneUses(network);
  const gateways = new Map(
    network.endpoints
      .filter(({ endpoint }) => endpoint.type === 'Gateway')
      .map(({ endpoint }) => [`${endpoint.vpc}\u0000${endpoint.service}`, endpoint.id]),
  );
  const nats = Map.groupBy(topology.natGateways ?? [], (gateway) => gateway.vpc ?? '');
  const tables = Map.groupBy(topology.routeTables ?? [], (table) => table.vpc ?? '');
  const subnets = Map.groupBy(topology.subnets ?? [], (subnet) => subnet.vpc ?? '');
  const acls = new Map(
    (topology.networkAcls ?? []).flatMap((acl) => acl.subnets.map((subnet) => [subnet, acl] as const)),
  );
  return {
    entry: (id) => network.vpcs.get(id),
    zones: remembering((id: string) => stated(network.vpcs.get(id), uses.get(id))),
    natGateways: (id) => nats.get(id) ?? [],
    routeTables: (id) => tables.get(id) ?? [],
    subnets: remembering((id: string) => (subnets.get(id) ?? []).map((subnet) => subnet.id)),
    networkAcl: (subnet) => acls.get(subnet),
    ranges: remembering((id: string) => rangesOf(network.vpcs.get(id)?.cidrs)),
    gatewayEndpoint: (id, service) => gateways.get(`${id}\u0000${service}`),
  };
}

/** How often each zone is met in each VPC. */
function zoneUses({ topology, endpoints }: JoinedNetwork): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const seen: (readonly [vpc: string | undefined, zone: string | undefined])[] = [
    ...endpoints.flatMap(({ endpoint, zones }) => (zones ?? []).map((zone) => [endpoint.vpc, zone] as const)),
    ...endpoints.flatMap(({ flows }) => flows.map(({ flow }) => [flow.from.vpc, flow.from.az] as const)),
    ...(topology.natGateways ?? []).map((gateway) => [gateway.vpc, gateway.az] as const),
    ...(topology.subnets ?? []).map((subnet) => [subnet.vpc, subnet.az] as const),
    ...(topology.vpcs ?? []).flatMap((vpc) => (vpc.azs ?? []).map((zone) => [vpc.id, zone] as const)),
  ];
  const uses = new Map<string, Map<string, number>>();
  for (const [vpc, zone] of seen) {
    if (vpc === undefined || zone === undefined || zoneKind(zone) === 'unknown') continue;
    const zones = uses.get(vpc) ?? new Map<string, number>();
    zones.set(zone, (zones.get(zone) ?? 0) + 1);
    uses.set(vpc, zones);
  }
  return uses;
}

/** Zones that the VPC states bound the rest; all are of one kind (ids or names), the commoner one. */
function stated(vpc: VpcEntry | undefined, uses: ReadonlyMap<string, number> | undefined): readonly string[] {
  const all = [...(uses ?? [])].sort(([, a], [, b]) => b - a).map(([zone]) => zone);
  const [first] = all;
  const same = all.filter((zone) => first !== undefined && zoneKind(zone) === zoneKind(first));
  return vpc?.azs ? same.filter((zone) => vpc.azs?.includes(zone)) : same;
}
