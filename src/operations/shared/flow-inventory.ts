import { TollgateError } from '../../core/errors.ts';
import type { NetworkInterface, Topology } from '../../topology/topology.ts';
import type { EndpointInterface, FlowInventory, PlacedRange } from '../../traffic/flow-reading.ts';

/** What flow logs need to know of a network. Throws TG3004 where no endpoint names its network interfaces. */
export function flowInventory(topology: Topology): FlowInventory {
  const interfaces = interfacesOf(topology);
  if (interfaces.length === 0) {
    throw new TollgateError('TG3004', 'No endpoint of the network names its network interfaces.', {
      hint: 'Use a snapshot made by `tollgate scan`, or give networkInterfaces in the topology file.',
    });
  }
  return { interfaces, ranges: rangesOf(topology), reachable: reachable(topology) };
}

function interfacesOf({ endpoints, networkInterfaces = [], subnets = [] }: Topology): readonly EndpointInterface[] {
  const zones = new Map(subnets.map((subnet) => [subnet.id, subnet.az]));
  const byEndpoint = Map.groupBy(networkInterfaces, (each) => each.endpoint);
  return endpoints.flatMap((endpoint) => {
    const listed = [endpoint.id, endpoint.awsId].flatMap((id) => (id === undefined ? [] : (byEndpoint.get(id) ?? [])));
    const ids = new Set(listed.map((each) => each.id));
    const bare = (endpoint.networkInterfaces ?? [])
      .filter((id) => !ids.has(id))
      .map((id): NetworkInterface => ({ id }));
    return [...listed, ...bare].map(({ id, az, subnet, addresses = [] }) => ({
      id,
      endpoint: endpoint.id,
      vpc: endpoint.vpc,
      az: az ?? (subnet === undefined ? undefined : zones.get(subnet)),
      addresses,
    }));
  });
}

function rangesOf({ vpcs = [], subnets = [], networkInterfaces = [] }: Topology): readonly PlacedRange[] {
  const subnetOf = new Map(subnets.map((subnet) => [subnet.id, subnet]));
  const accounts = new Map(vpcs.map((vpc) => [vpc.id, vpc.account]));
  const accountOf = (vpc: string | undefined) => (vpc === undefined ? undefined : accounts.get(vpc));
  return [
    ...vpcs.flatMap(({ id, cidrs = [], account }) => cidrs.map((cidr) => ({ cidr, vpc: id, account }))),
    ...subnets.flatMap(({ cidr, vpc, az, account }) =>
      cidr === undefined ? [] : [{ cidr, vpc, az, account: account ?? accountOf(vpc) }],
    ),
    ...networkInterfaces.flatMap(({ subnet, az, addresses = [] }) => {
      const home = subnet === undefined ? undefined : subnetOf.get(subnet);
      if (!home) return [];
      const place = { vpc: home.vpc, az: az ?? home.az, account: home.account ?? accountOf(home.vpc) };
      return addresses.map((address) => ({ cidr: `${address}/${address.includes(':') ? 128 : 32}`, ...place }));
    }),
  ];
}

function reachable({ connectivity }: Topology): FlowInventory['reachable'] {
  const ways = new Map<string, { vpc: string; via: string | undefined }[]>();
  const add = (from: string, to: string, via: string | undefined): void => {
    if (from !== to) ways.set(from, [...(ways.get(from) ?? []), { vpc: to, via }]);
  };
  for (const { id, between } of connectivity?.peerings ?? []) {
    add(between[0], between[1], id);
    add(between[1], between[0], id);
  }
  for (const { id, vpcs } of connectivity?.transitGateways ?? []) {
    for (const from of vpcs) for (const to of vpcs) add(from, to, id);
  }
  return (vpc) => ways.get(vpc) ?? [];
}
