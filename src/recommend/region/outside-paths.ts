import type { RouteTable, Topology } from '../../topology/topology.ts';

/** Ways by which users outside a VPC may reach what stands in it. */
export interface OutsidePaths {
  /** Ids of Transit Gateways, peerings and the like. */
  readonly networks: readonly string[];
  /** Ids of VPN connections, Direct Connect gateways and inbound resolver endpoints: somebody made them for on-premises users. */
  readonly onPremises: readonly string[];
}

/** Targets of routes that lead out of a VPC to other private networks. */
const LEADS_OUT = /^(?:tgw|pcx|vgw|cwan|arn:|core-network)/;

/**
 * The ways into a VPC from outside, by what the topology states. Undefined = nothing is stated about its connections at all. Route
 * tables decide where they are known: without a route back no answer leaves the VPC.
 */
export function outsidePathsOf(topology: Topology): (vpc: string) => OutsidePaths | undefined {
  const { connectivity, dns } = topology;
  const tables = Map.groupBy(topology.routeTables ?? [], (table) => table.vpc ?? '');
  const known = new Set([
    ...(connectivity?.transitGateways ?? []).map((each) => each.id),
    ...(connectivity?.peerings ?? []).flatMap((each) => each.id ?? []),
    ...(connectivity?.onPremises ?? []).map((each) => each.id),
  ]);
  return (vpc) => {
    const own = tables.get(vpc);
    if (own && !own.some((table) => leadsOut(table, known))) return NONE;
    const resolvers = (dns?.resolverEndpoints ?? []).filter((each) => each.direction === 'inbound' && each.vpc === vpc);
    if (!connectivity && !own && resolvers.length === 0) return undefined;
    const gateways = (connectivity?.transitGateways ?? []).filter((each) => each.vpcs.includes(vpc));
    const peerings = (connectivity?.peerings ?? []).filter((each) => each.between.includes(vpc));
    const remote = (connectivity?.onPremises ?? []).filter(({ vpcs, transitGateways }) => {
      if (!vpcs && !transitGateways) return true;
      return vpcs?.includes(vpc) || gateways.some((gateway) => transitGateways?.includes(gateway.id));
    });
    const named = [...gateways, ...peerings].map((each) => each.id ?? 'a peering');
    return {
      networks: named.length > 0 ? named : routeTargets(own ?? []),
      onPremises: [...remote, ...resolvers].map((each) => each.id),
    };
  };
}

const NONE: OutsidePaths = { networks: [], onPremises: [] };

const leadsOut = (table: RouteTable, known: ReadonlySet<string>): boolean =>
  table.routes.some(({ target, active }) => active !== false && (LEADS_OUT.test(target) || known.has(target)));

/** Where only route tables tell of a connection, its target names it. */
const routeTargets = (tables: readonly RouteTable[]): readonly string[] => [
  ...new Set(
    tables.flatMap(({ routes }) =>
      routes.flatMap(({ target, active }) => (active !== false && LEADS_OUT.test(target) ? [target] : [])),
    ),
  ),
];
