import type { NetworkAcl, RouteTable, SecurityGroup } from '../../topology.ts';
import type { Inventory } from './schema.ts';

type Part<Key extends keyof Inventory> = NonNullable<Inventory[Key]> extends (infer Item)[] ? Item : never;

/** IANA numbers that EC2 writes for network ACLs, where security groups write names. */
const PROTOCOLS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };

export const toSecurityGroup = (group: Part<'SecurityGroups'>): SecurityGroup => ({
  id: group.GroupId,
  ...(group.VpcId !== undefined && { vpc: group.VpcId }),
  ingress: (group.IpPermissions ?? []).map((rule) => ({
    protocol: rule.IpProtocol ?? '-1',
    ...ports(rule.FromPort, rule.ToPort),
    sources: [
      ...(rule.IpRanges ?? []).map((range) => range.CidrIp),
      ...(rule.Ipv6Ranges ?? []).map((range) => range.CidrIpv6),
      ...(rule.UserIdGroupPairs ?? []).map((pair) => pair.GroupId),
      ...(rule.PrefixListIds ?? []).map((list) => list.PrefixListId),
    ].filter((source) => source !== undefined),
  })),
});

export const toNetworkAcl = (acl: Part<'NetworkAcls'>): NetworkAcl => ({
  id: acl.NetworkAclId,
  ...(acl.VpcId !== undefined && { vpc: acl.VpcId }),
  subnets: (acl.Associations ?? []).flatMap((association) => association.SubnetId ?? []),
  entries: (acl.Entries ?? []).flatMap((entry) => {
    const cidr = entry.CidrBlock ?? entry.Ipv6CidrBlock;
    if (cidr === undefined) return [];
    const protocol = entry.Protocol ?? '-1';
    return [
      {
        number: entry.RuleNumber ?? 32_767,
        direction: entry.Egress === true ? ('egress' as const) : ('ingress' as const),
        action: entry.RuleAction === 'allow' ? ('allow' as const) : ('deny' as const),
        protocol: PROTOCOLS[protocol] ?? protocol,
        cidr,
        ...ports(entry.PortRange?.From, entry.PortRange?.To),
      },
    ];
  }),
});

/** A route to a prefix list becomes one for each of its ranges, where they are known. */
export const toRouteTable = (
  table: Part<'RouteTables'>,
  prefixLists: ReadonlyMap<string, readonly string[]> = new Map(),
): RouteTable => ({
  id: table.RouteTableId,
  ...(table.VpcId !== undefined && { vpc: table.VpcId }),
  subnets: (table.Associations ?? []).flatMap((association) => association.SubnetId ?? []),
  ...(table.Associations?.some((association) => association.Main === true) && { main: true }),
  routes: (table.Routes ?? []).flatMap((route) => {
    const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
    const target =
      route.TransitGatewayId ??
      route.VpcPeeringConnectionId ??
      route.NatGatewayId ??
      route.EgressOnlyInternetGatewayId ??
      route.LocalGatewayId ??
      route.CarrierGatewayId ??
      route.CoreNetworkArn ??
      route.GatewayId ??
      route.NetworkInterfaceId;
    if (destination === undefined || target === undefined) return [];
    const ranges = prefixLists.get(destination) ?? [destination];
    return ranges.map((each) => ({ destination: each, target, ...(route.State === 'blackhole' && { active: false }) }));
  }),
});

/** EC2 writes -1 for "all ports". */
const ports = (from: number | undefined, to: number | undefined): { fromPort?: number; toPort?: number } => ({
  ...(from !== undefined && from >= 0 && { fromPort: from }),
  ...(to !== undefined && to >= 0 && { toPort: to }),
});
