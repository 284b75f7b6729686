import type { Topology } from '../../topology/topology.ts';

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
  const gateways = new Map<string, { id: string; region?: string | undefined; vpcs: string[] }>();
  const peerings = new Map<string, NonNullable<NonNullable<Topology['connectivity']>['peerings']>[number]>();
  for (const { connectivity } of topologies) {
    for (const gateway of connectivity?.transitGateways ?? []) {
      const vpcs = new Set([...(gateways.get(gateway.id)?.vpcs ?? []), ...gateway.vpcs]);
      gateways.set(gateway.id, { ...gateway, vpcs: [...vpcs].sort() });
    }
    for (const peering of connectivity?.peerings ?? []) peerings.set(peering.id ?? peering.between.join(' '), peering);
  }
  return {
    schema: 'tollgate/topology@1',
    ...(regions.size === 1 && only !== undefined && { region: only }),
    ...lists('vpcs', byId),
    endpoints: topologies.flatMap((topology) => topology.endpoints),
    ...lists('endpointServices', byId),
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
    ...((gateways.size > 0 || peerings.size > 0) && {
      connectivity: {
        ...(gateways.size > 0 && { transitGateways: [...gateways.values()] }),
        ...(peerings.size > 0 && { peerings: [...peerings.values()] }),
      },
    }),
  };
}
