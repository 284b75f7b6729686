import { FindingLog } from '../../../core/finding.ts';
import { regionOfService, regionOfZoneName } from '../../../core/ids.ts';
import type { Peering, Topology, TransitGateway } from '../../topology.ts';
import type { TopologyReading } from '../../topology-source.ts';
import type { Inventory } from './schema.ts';
import { dnsOf } from './to-dns.ts';
import { toEndpoint } from './to-endpoint.ts';
import { onPremisesOf } from './to-hybrid.ts';
import { toEndpointServices, toOfferedServices } from './to-provider.ts';
import { natGatewaysOf, transitRouting } from './to-routing.ts';
import { toNetworkAcl, toRouteTable, toSecurityGroup } from './to-rules.ts';
import { tagsOf } from './words.ts';
import { zoneBook } from './zone-book.ts';

/** The inventory of one account and Region as a network. What no call told stays absent: guards then say "not evaluated". */
export function toTopology(inventory: Inventory, regionGiven?: string): TopologyReading {
  const findings = new FindingLog();
  const region = inventory.Region ?? regionOfInventory(inventory) ?? regionGiven;
  if (region === undefined)
    findings.add('TG1152', 'inventory', 'No answer tells the Region of the inventory; give it with --region.');
  const known = region === undefined ? inventory : { ...inventory, Region: region };
  const zones = zoneBook(known);
  const book = { region, zones, resources: resourcesOf(known), findings };
  const endpointOf = new Map(
    known.VpcEndpoints.flatMap((endpoint) =>
      (endpoint.NetworkInterfaceIds ?? []).map((id) => [id, endpoint.VpcEndpointId]),
    ),
  );
  const connectivity = connectivityOf(known);
  const dns = dnsOf(known);
  const prefixLists = prefixListsOf(known);
  const dnsSupport = new Map((known.VpcDnsSupport ?? []).map((each) => [each.VpcId, each.Value]));
  const topology: Topology = {
    schema: 'tollgate/topology@1',
    ...(region !== undefined && { region }),
    ...some(
      'vpcs',
      known.Vpcs?.map((vpc) => toVpc(vpc, region, dnsSupport.get(vpc.VpcId))),
    ),
    endpoints: known.VpcEndpoints.flatMap((endpoint) => toEndpoint(endpoint, book) ?? []),
    ...some('endpointServices', toEndpointServices(known, zones)),
    ...some('natGateways', natGatewaysOf(known, zones)),
    ...some('securityGroups', known.SecurityGroups?.map(toSecurityGroup)),
    ...some('networkAcls', known.NetworkAcls?.map(toNetworkAcl)),
    ...some(
      'routeTables',
      known.RouteTables?.map((table) => toRouteTable(table, prefixLists)),
    ),
    ...some(
      'subnets',
      known.Subnets?.map((subnet) => {
        const az = zones.ofSubnet(subnet.SubnetId);
        return {
          id: subnet.SubnetId,
          ...(subnet.VpcId !== undefined && { vpc: subnet.VpcId }),
          ...(az !== undefined && { az }),
          ...(subnet.CidrBlock !== undefined && { cidr: subnet.CidrBlock }),
          ...(subnet.OwnerId !== undefined && { account: subnet.OwnerId }),
        };
      }),
    ),
    ...some(
      'networkInterfaces',
      known.NetworkInterfaces?.map((each) => {
        const endpoint = endpointOf.get(each.NetworkInterfaceId);
        const az = each.SubnetId === undefined ? undefined : zones.ofSubnet(each.SubnetId);
        const addresses = [
          ...(each.PrivateIpAddresses ?? []).flatMap((address) => address.PrivateIpAddress ?? []),
          ...(each.Ipv6Addresses ?? []).flatMap((address) => address.Ipv6Address ?? []),
        ];
        return {
          id: each.NetworkInterfaceId,
          ...(endpoint !== undefined && { endpoint }),
          ...(each.SubnetId !== undefined && { subnet: each.SubnetId }),
          ...(az !== undefined && { az }),
          ...(addresses.length > 0 && { addresses }),
        };
      }),
    ),
    ...some(
      'zoneNames',
      known.AvailabilityZones?.flatMap(({ ZoneId: az, ZoneName: name }) =>
        az === undefined || name === undefined ? [] : [{ az, name }],
      ),
    ),
    ...some('services', toOfferedServices(known, zones)),
    ...(connectivity && { connectivity }),
    ...(dns && { dns }),
    ...some('flowLogs', flowLogsOf(known)),
  };
  return { topology, findings: findings.findings };
}

/** A recorded answer names no Region, but its zones and AWS services do. */
function regionOfInventory(inventory: Inventory): string | undefined {
  for (const subnet of inventory.Subnets ?? []) {
    const region = subnet.AvailabilityZone === undefined ? undefined : regionOfZoneName(subnet.AvailabilityZone);
    if (region !== undefined) return region;
  }
  for (const endpoint of inventory.VpcEndpoints) {
    const local = endpoint.ServiceRegion === undefined && endpoint.ServiceName?.startsWith('com.amazonaws.');
    const region = local ? regionOfService(endpoint.ServiceName ?? '') : undefined;
    if (region !== undefined) return region;
  }
  return undefined;
}

function toVpc(
  vpc: NonNullable<Inventory['Vpcs']>[number],
  region: string | undefined,
  dnsSupport: boolean | undefined,
): NonNullable<Topology['vpcs']>[number] {
  const tags = tagsOf(vpc.Tags);
  const more = (vpc.CidrBlockAssociationSet ?? []).flatMap((each) => each.CidrBlock ?? []);
  const cidrs = [...new Set([...(vpc.CidrBlock === undefined ? [] : [vpc.CidrBlock]), ...more])];
  return {
    id: vpc.VpcId,
    ...(tags['Name'] !== undefined && { name: tags['Name'] }),
    ...(region !== undefined && { region }),
    ...(cidrs.length > 0 && { cidrs }),
    ...(vpc.OwnerId !== undefined && { account: vpc.OwnerId }),
    ...(dnsSupport !== undefined && { dnsSupport }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

function connectivityOf(inventory: Inventory): Topology['connectivity'] {
  const attached = (inventory.TransitGatewayAttachments ?? []).filter(
    (each) =>
      each.ResourceType === 'vpc' && each.ResourceId !== undefined && (each.State ?? 'available') === 'available',
  );
  const transitGateways: TransitGateway[] = [...Map.groupBy(attached, (each) => each.TransitGatewayId)].map(
    ([id, attachments]) => {
      const routing = transitRouting(attachments, inventory);
      return {
        id,
        ...(inventory.Region !== undefined && { region: inventory.Region }),
        vpcs: [...new Set(attachments.flatMap((each) => each.ResourceId ?? []))].sort(),
        ...(routing && { routing }),
      };
    },
  );
  const peerings: Peering[] = (inventory.VpcPeeringConnections ?? []).flatMap((peering) => {
    const [a, b] = [peering.RequesterVpcInfo?.VpcId, peering.AccepterVpcInfo?.VpcId];
    const active = (peering.Status?.Code ?? 'active') === 'active';
    return active && a !== undefined && b !== undefined
      ? [{ id: peering.VpcPeeringConnectionId, between: [a, b] }]
      : [];
  });
  const connectivity = {
    ...some('transitGateways', transitGateways),
    ...some('peerings', peerings),
    ...some('onPremises', onPremisesOf(inventory)),
  };
  return Object.keys(connectivity).length === 0 ? undefined : connectivity;
}

function prefixListsOf({ PrefixListEntries = [] }: Inventory): ReadonlyMap<string, readonly string[]> {
  const lists = Map.groupBy(PrefixListEntries, (entry) => entry.PrefixListId);
  return new Map([...lists].map(([id, entries]) => [id, entries.flatMap((entry) => entry.Cidr ?? [])]));
}

const flowLogsOf = ({ FlowLogs = [] }: Inventory): NonNullable<Topology['flowLogs']> =>
  FlowLogs.map((log) => ({
    id: log.FlowLogId,
    ...(log.ResourceId !== undefined && { resource: log.ResourceId }),
    ...(log.LogDestinationType !== undefined && { kind: log.LogDestinationType }),
    ...(log.LogDestination !== undefined && { destination: log.LogDestination }),
    ...(log.LogFormat !== undefined && { format: log.LogFormat }),
  }));

function resourcesOf(inventory: Inventory): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { VpcEndpointId } of inventory.VpcEndpointAssociations ?? []) {
    if (VpcEndpointId !== undefined) counts.set(VpcEndpointId, (counts.get(VpcEndpointId) ?? 0) + 1);
  }
  return counts;
}

/** A list under its key, or nothing where no call told it. */
const some = <Key extends string, Item>(key: Key, items: readonly Item[] | undefined): { [K in Key]?: Item[] } =>
  (items === undefined || items.length === 0 ? {} : { [key]: [...items] }) as { [K in Key]?: Item[] };
