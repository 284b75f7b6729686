import type { Topology } from '../api/queries.ts';

/**
 * A VPC like another: the same endpoints, NAT gateways and traffic under names of its own, attached to what the other is attached to.
 * It has no addresses yet, so that none overlap.
 */
export function withVpcLike(topology: Topology, name: string, like: string): Topology {
  const model = topology.vpcs?.find(({ id }) => id === like);
  if (model === undefined || topology.vpcs?.some(({ id }) => id === name)) return topology;
  const { cidrs: _, name: __, ...vpc } = model;
  const own = topology.endpoints.filter((endpoint) => endpoint.vpc === like);
  const ids = new Map(own.map(({ id }, index) => [id, `${name}-${index + 1}`]));
  const renamed = (id: string): string => ids.get(id) ?? id;
  const joined = (vpcs: readonly string[] = []): string[] => (vpcs.includes(like) ? [...vpcs, name] : [...vpcs]);
  const flows = topology.flows?.filter(({ from }) => from.vpc === like) ?? [];
  const nats = topology.natGateways?.filter((nat) => nat.vpc === like) ?? [];
  const { connectivity, dns } = topology;
  return {
    ...topology,
    vpcs: [...(topology.vpcs ?? []), { ...vpc, id: name }],
    endpoints: [
      ...topology.endpoints,
      ...own.map(({ awsId: ___, name: ____, subnets: _____, ...endpoint }) => ({
        ...endpoint,
        id: renamed(endpoint.id),
        vpc: name,
      })),
    ],
    ...(topology.flows && {
      flows: [
        ...topology.flows,
        ...flows.map((flow) => ({ ...flow, from: { ...flow.from, vpc: name }, endpoint: renamed(flow.endpoint) })),
      ],
    }),
    ...(topology.natGateways && {
      natGateways: [
        ...topology.natGateways,
        ...nats.map((nat, index) => ({ ...nat, id: `${name}-nat-${index + 1}`, vpc: name })),
      ],
    }),
    ...(connectivity?.transitGateways && {
      connectivity: {
        ...connectivity,
        transitGateways: connectivity.transitGateways.map((gateway) => ({ ...gateway, vpcs: joined(gateway.vpcs) })),
      },
    }),
    ...(dns?.hostedZones && {
      dns: { ...dns, hostedZones: dns.hostedZones.map((zone) => ({ ...zone, vpcs: joined(zone.vpcs) })) },
    }),
  };
}
