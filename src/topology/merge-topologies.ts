import type { Topology, TransitGateway } from './topology.ts';

/** Networks of several accounts and Regions as one. Things both sides of a share describe (peerings, attachments, subnets) are kept once. */
export function mergeTopologies(topologies: readonly Topology[]): Topology {
  const regions = new Set(topologies.map((topology) => topology.region));
  const [only] = regions;
  const lists = <Key extends keyof Topology>(
    key: Key,
    idOf: (item: never) => string,
  ): { [K in Key]?: Topology[Key] } => {
    const items = topologies.flatMap((topology) => (topology[key] ?? []) as unknown as never[]);
    const unique = [...new Map(items.map((item) => [idOf(item), item])).values()];
    return (unique.length === 0 ? {} : { [key]: unique }) as unknown as { [K in Key]?: Topology[Key] };
  };
  const byId = (item: { readonly id: string }): string => item.id;
  const gateways = new Map<string, TransitGateway>();
  const peerings = new Map<string, NonNullable<NonNullable<Topology['connectivity']>['peerings']>[number]>();
  for (const { connectivity } of topologies) {
    for (const gateway of connectivity?.transitGateways ?? []) {
      const before = gateways.get(gateway.id);
      // Only the owner sees the route tables; participants see their own attachments.
      const routing = byKey([...(before?.routing ?? []), ...(gateway.routing ?? [])], (each) => each.vpc);
      const vpcs = [...new Set([...(before?.vpcs ?? []), ...gateway.vpcs])].sort();
      gateways.set(gateway.id, { ...gateway, vpcs, ...(routing.length > 0 && { routing }) });
    }
    for (const peering of connectivity?.peerings ?? []) peerings.set(peering.id ?? peering.between.join(' '), peering);
  }
  const onPremises = joinedVpcs(topologies.flatMap((topology) => topology.connectivity?.onPremises ?? []));
  const dns = mergeDns(topologies);
  return {
    schema: 'tollgate/topology@1',
    ...(regions.size === 1 && only !== undefined && { region: only }),
    ...lists('vpcs', byId),
    endpoints: topologies.flatMap((topology) => topology.endpoints),
    ...lists('endpointServices', byId),
    ...lists('natGateways', byId),
    ...lists('securityGroups', byId),
    ...lists('networkAcls', byId),
    ...lists('routeTables', byId),
    ...lists('subnets', byId),
    ...lists('networkInterfaces', byId),
    ...lists(
      'services',
      (item: { name: string; region?: string; types?: readonly string[] }) =>
        `${item.region} ${item.name} ${item.types?.join()}`,
    ),
    ...(topologies.length === 1 && topologies[0]?.zoneNames && { zoneNames: topologies[0].zoneNames }),
    ...(dns && { dns }),
    ...lists('flowLogs', byId),
    ...((gateways.size > 0 || peerings.size > 0 || onPremises.length > 0) && {
      connectivity: {
        ...(gateways.size > 0 && { transitGateways: [...gateways.values()] }),
        ...(peerings.size > 0 && { peerings: [...peerings.values()] }),
        ...(onPremises.length > 0 && { onPremises }),
      },
    }),
  };
}

/** DNS of all: a zone, a profile or a rule that several accounts associate answers all their VPCs. */
function mergeDns(topologies: readonly Topology[]): Topology['dns'] {
  const all = topologies.flatMap((topology) => topology.dns ?? []);
  const zones = all.flatMap((dns) => dns.hostedZones ?? []);
  // A zone without an id cannot be told from another of its name.
  const named = joinedVpcs(zones.flatMap((zone) => (zone.id === undefined ? [] : [{ ...zone, id: zone.id }])));
  const hostedZones = [...named, ...zones.filter((zone) => zone.id === undefined)];
  const profiles = joinedVpcs(all.flatMap((dns) => dns.profiles ?? []));
  const resolverRules = joinedVpcs(all.flatMap((dns) => dns.resolverRules ?? []));
  const resolverEndpoints = byKey(
    all.flatMap((dns) => dns.resolverEndpoints ?? []),
    (each) => each.id,
  );
  const dns = {
    ...(hostedZones.length > 0 && { hostedZones }),
    ...(profiles.length > 0 && { profiles: profiles.map((each) => ({ ...each, vpcs: each.vpcs ?? [] })) }),
    ...(resolverEndpoints.length > 0 && { resolverEndpoints }),
    ...(resolverRules.length > 0 && {
      resolverRules: resolverRules.map((each) => ({ ...each, vpcs: each.vpcs ?? [] })),
    }),
  };
  return Object.keys(dns).length === 0 ? undefined : dns;
}

interface WithVpcs {
  readonly id: string;
  readonly vpcs?: string[] | undefined;
}

/** Entries of one id as one, with the VPCs of all; what the fuller one tells beside them stays. */
function joinedVpcs<Item extends WithVpcs>(items: readonly Item[]): Item[] {
  return [...Map.groupBy(items, (item) => item.id).values()].map((same) => {
    const vpcs = [...new Set(same.flatMap((item) => item.vpcs ?? []))].sort();
    return Object.assign({}, ...same, vpcs.length > 0 ? { vpcs } : {}) as Item;
  });
}

const byKey = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];
