import type { Command } from './arguments.ts';
import { type Cloud, Refusal, type SimEndpoint } from './cloud.ts';

const MOST_INTERFACES = 50;
const MOST_POLICY = 20_480;
export const FULL = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

type Handler = (cloud: Cloud, command: Command) => unknown;

const endpointOf = (cloud: Cloud, id: string | undefined): SimEndpoint =>
  cloud.get(cloud.endpoints, id, 'InvalidVpcEndpointId.NotFound');

/** The account of a command must be the one that owns the thing. */
function owned(cloud: Cloud, command: Command, vpc: string): void {
  if (command.profile !== undefined && command.profile !== cloud.account(vpc))
    throw new Refusal(
      'UnauthorizedOperation',
      `${command.call}: ${vpc} belongs to ${cloud.account(vpc)}, not ${command.profile}`,
    );
}

const described = (cloud: Cloud, endpoint: SimEndpoint) => ({
  VpcEndpointId: endpoint.id,
  VpcId: endpoint.vpc,
  VpcEndpointType: endpoint.type,
  ServiceName: endpoint.service,
  State: 'available',
  OwnerId: cloud.account(endpoint.vpc),
  SubnetIds: [...endpoint.subnets],
  RouteTableIds: [...endpoint.tables],
  Groups: endpoint.groups.map((GroupId) => ({ GroupId })),
  PrivateDnsEnabled: endpoint.privateDns,
  DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: endpoint.inboundOnly },
  PolicyDocument: endpoint.policy,
  DnsEntries: [{ DnsName: `${endpoint.id}.vpce.example`, HostedZoneId: 'ZVPCE' }],
  Tags: Object.entries(endpoint.tags).map(([Key, Value]) => ({ Key, Value })),
});

function checkSubnets(cloud: Cloud, endpoint: Pick<SimEndpoint, 'vpc'>, subnets: Iterable<string>): void {
  const zones = [...subnets].map((id) => {
    const subnet = cloud.get(cloud.subnets, id, 'InvalidSubnetId.NotFound');
    if (subnet.vpc !== endpoint.vpc) throw new Refusal('InvalidParameter', `${id} is not in ${endpoint.vpc}`);
    return subnet.zone;
  });
  if (new Set(zones).size < zones.length) throw new Refusal('DuplicateSubnetsInSameZone', zones.join());
}

const checkPolicy = (policy: string): string => {
  if (policy.length > MOST_POLICY) throw new Refusal('InvalidPolicyDocument', `${policy.length} characters`);
  JSON.parse(policy);
  return policy;
};

function createEndpoint(cloud: Cloud, command: Command): unknown {
  const vpc = command.one('vpc-id') ?? '';
  cloud.get(cloud.vpcs, vpc, 'InvalidVpcId.NotFound');
  owned(cloud, command, vpc);
  const type = command.one('vpc-endpoint-type') === 'Gateway' ? 'Gateway' : 'Interface';
  const service = command.one('service-name') ?? '';
  const inVpc = [...cloud.endpoints.values()].filter((each) => each.vpc === vpc);
  if (type === 'Interface' && inVpc.filter((each) => each.type === 'Interface').length >= MOST_INTERFACES)
    throw new Refusal('VpcEndpointLimitExceeded', vpc);
  const tables = new Set(command.all('route-table-ids'));
  for (const table of tables) {
    cloud.get(cloud.tables, table, 'InvalidRouteTableId.NotFound');
    if (inVpc.some((each) => each.type === 'Gateway' && each.service === service && each.tables.has(table)))
      throw new Refusal('RouteAlreadyExists', `${table} leads to ${service} already`);
  }
  const groups = command.all('security-group-ids');
  for (const id of groups) {
    if (cloud.get(cloud.groups, id, 'InvalidGroup.NotFound').vpc !== vpc && cloud.groups.get(id)?.vpc !== '')
      throw new Refusal('InvalidParameter', `${id} is not in ${vpc}`);
  }
  const tags = command
    .all('tag-specifications')
    .flatMap((text) => (JSON.parse(text) as { Tags: { Key: string; Value: string }[] }).Tags);
  const off = command.has('no-private-dns-enabled') || command.one('private-dns-enabled') === 'false';
  const endpoint: SimEndpoint = {
    id: cloud.newId('vpce'),
    vpc,
    type,
    service,
    subnets: new Set(command.all('subnet-ids')),
    groups,
    tables,
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    privateDns: type === 'Interface' && !off,
    inboundOnly: command.one('dns-options')?.includes('"PrivateDnsOnlyForInboundResolverEndpoint":true') === true,
    policy: checkPolicy(command.one('policy-document') ?? FULL),
  };
  checkSubnets(cloud, endpoint, endpoint.subnets);
  cloud.refuseConflict(vpc, cloud.heldBy(endpoint), 'InvalidParameter');
  cloud.endpoints.set(endpoint.id, endpoint);
  return { VpcEndpoint: described(cloud, endpoint) };
}

function modifyEndpoint(cloud: Cloud, command: Command): unknown {
  const endpoint = endpointOf(cloud, command.one('vpc-endpoint-id'));
  owned(cloud, command, endpoint.vpc);
  if (command.has('private-dns-enabled')) {
    const names = cloud.heldBy({ ...endpoint, privateDns: true });
    cloud.refuseConflict(endpoint.vpc, names, 'InvalidParameter', endpoint.id);
    endpoint.privateDns = true;
  }
  if (command.has('no-private-dns-enabled')) endpoint.privateDns = false;
  const option = command.one('dns-options');
  if (option !== undefined) {
    const on = option === 'PrivateDnsOnlyForInboundResolverEndpoint=true';
    const gateway = [...cloud.endpoints.values()].some(
      (each) => each.vpc === endpoint.vpc && each.type === 'Gateway' && each.service === endpoint.service,
    );
    if (on && !gateway) throw new Refusal('InvalidParameter', 'no gateway endpoint for S3');
    endpoint.inboundOnly = on;
  }
  const policy = command.one('policy-document');
  if (policy !== undefined) endpoint.policy = checkPolicy(policy);
  for (const subnet of command.all('add-subnet-ids')) {
    checkSubnets(cloud, endpoint, [...endpoint.subnets, subnet]);
    endpoint.subnets.add(subnet);
  }
  for (const subnet of command.all('remove-subnet-ids')) {
    if (!endpoint.subnets.delete(subnet) || endpoint.subnets.size === 0)
      throw new Refusal('InvalidParameter', `${subnet} cannot go`);
  }
  for (const table of command.all('add-route-table-ids')) {
    if (endpoint.tables.has(table)) throw new Refusal('RouteAlreadyExists', table);
    endpoint.tables.add(table);
  }
  for (const table of command.all('remove-route-table-ids')) endpoint.tables.delete(table);
  return {};
}

function deleteEndpoints(cloud: Cloud, command: Command): unknown {
  for (const id of command.all('vpc-endpoint-ids')) {
    owned(cloud, command, endpointOf(cloud, id).vpc);
    for (const profile of cloud.profiles.values()) profile.endpoints.delete(id);
    cloud.endpoints.delete(id);
  }
  return {};
}

const cidrOf = (command: Command): string => /CidrIp=([^}]+)\}/.exec(command.one('ip-permissions') ?? '')?.[1] ?? '';

const zoneMatches = (zone: string, { filters }: Command): boolean => {
  const wanted = filters.get('availability-zone-id') ?? filters.get('availability-zone');
  return wanted === undefined || wanted.includes(zone);
};

const matches = (command: Command, filter: string, value: string): boolean =>
  command.filters.get(filter)?.includes(value) ?? true;

export const EC2: Readonly<Record<string, Handler>> = {
  'create-vpc-endpoint': createEndpoint,
  'modify-vpc-endpoint': modifyEndpoint,
  'delete-vpc-endpoints': deleteEndpoints,
  'describe-vpc-endpoints': (cloud, command) => ({
    VpcEndpoints: command.all('vpc-endpoint-ids').map((id) => {
      const endpoint = endpointOf(cloud, id);
      owned(cloud, command, endpoint.vpc);
      return described(cloud, endpoint);
    }),
  }),
  'describe-subnets': (cloud, command) => ({
    Subnets: [...cloud.subnets.values()]
      .filter(({ id, vpc, zone }) => {
        const named = command.has('subnet-ids') ? command.all('subnet-ids').includes(id) : true;
        return named && matches(command, 'vpc-id', vpc) && zoneMatches(zone, command);
      })
      .map(({ id }) => ({ SubnetId: id, AvailableIpAddressCount: 200 })),
  }),
  'describe-vpcs': (cloud, command) => ({
    Vpcs: command.all('vpc-ids').map((id) => {
      const vpc = cloud.get(cloud.vpcs, id, 'InvalidVpcID.NotFound');
      owned(cloud, command, id);
      return { VpcId: id, CidrBlock: vpc.cidrs[0] };
    }),
  }),
  'create-vpc': (cloud, command) => {
    const id = cloud.newId('vpc');
    const account = command.profile ?? cloud.vpcs.values().next().value?.account ?? '';
    cloud.vpcs.set(id, { id, account, cidrs: [command.one('cidr-block') ?? ''] });
    return { Vpc: { VpcId: id } };
  },
  'delete-vpc': (cloud, command) => {
    const id = command.one('vpc-id') ?? '';
    owned(cloud, command, id);
    const used =
      [...cloud.zones.values()].some((zone) => zone.vpcs.has(id)) ||
      [...cloud.endpoints.values()].some((each) => each.vpc === id);
    if (used || !cloud.vpcs.delete(id)) throw new Refusal('DependencyViolation', id);
    return {};
  },
  'create-security-group': (cloud, command) => {
    const id = cloud.newId('sg');
    const vpc = command.one('vpc-id') ?? '';
    owned(cloud, command, vpc);
    const name = command.one('group-name') ?? '';
    if ([...cloud.groups.values()].some((each) => each.vpc === vpc && each.name === name))
      throw new Refusal('InvalidGroup.Duplicate', name);
    cloud.groups.set(id, { vpc, name, cidrs: new Set() });
    return { GroupId: id };
  },
  'delete-security-group': (cloud, command) => {
    const id = command.one('group-id') ?? '';
    const used = [...cloud.endpoints.values()].some((each) => each.groups.includes(id));
    if (used || !cloud.groups.delete(id)) throw new Refusal('DependencyViolation', id);
    return {};
  },
  'describe-security-groups': (cloud, command) => ({
    SecurityGroups: command.all('group-ids').flatMap((id) => {
      const group = cloud.get(cloud.groups, id, 'InvalidGroup.NotFound');
      const wanted = command.filters.get('ip-permission.cidr') ?? [];
      return wanted.every((cidr) => group.cidrs.has(cidr)) ? [{ GroupId: id }] : [];
    }),
  }),
  'authorize-security-group-ingress': (cloud, command) => {
    const group = cloud.get(cloud.groups, command.one('group-id'), 'InvalidGroup.NotFound');
    owned(cloud, command, group.vpc);
    const cidr = cidrOf(command);
    if (group.cidrs.has(cidr)) throw new Refusal('InvalidPermission.Duplicate', cidr);
    group.cidrs.add(cidr);
    return {};
  },
  'revoke-security-group-ingress': (cloud, command) => {
    const group = cloud.get(cloud.groups, command.one('group-id'), 'InvalidGroup.NotFound');
    if (!group.cidrs.delete(cidrOf(command))) throw new Refusal('InvalidPermission.NotFound', cidrOf(command));
    return {};
  },
  'describe-route-tables': (cloud, command) => ({
    RouteTables: [...cloud.tables.values()]
      .filter((table) => {
        const nat = command.filters.get('route.nat-gateway-id');
        return (
          matches(command, 'vpc-id', table.vpc) &&
          (nat === undefined || [...table.routes.values()].some((target) => nat.includes(target)))
        );
      })
      .map((table) => {
        owned(cloud, command, table.vpc);
        return {
          RouteTableId: table.id,
          Routes: [...table.routes].map(([DestinationCidrBlock]) => ({ DestinationCidrBlock })),
        };
      }),
  }),
  'create-route': (cloud, command) => {
    const { table, destination, target } = routeOf(cloud, command);
    if (table.routes.has(destination)) throw new Refusal('RouteAlreadyExists', destination);
    table.routes.set(destination, target);
    return {};
  },
  'replace-route': (cloud, command) => {
    const { table, destination, target } = routeOf(cloud, command);
    if (!table.routes.has(destination)) throw new Refusal('InvalidParameterValue', `no route ${destination}`);
    table.routes.set(destination, target);
    return {};
  },
  'delete-route': (cloud, command) => {
    const { table, destination } = routeOf(cloud, command);
    if (!table.routes.delete(destination)) throw new Refusal('InvalidRoute.NotFound', destination);
    return {};
  },
  'describe-nat-gateways': (cloud, command) => ({
    NatGateways: command.all('nat-gateway-ids').map((id) => {
      const nat = cloud.get(cloud.nats, id, 'NatGatewayNotFound');
      return {
        SubnetId: nat.subnet,
        ConnectivityType: 'public',
        NatGatewayAddresses: [{ AllocationId: `eipalloc-${id}` }],
      };
    }),
  }),
  'delete-nat-gateway': (cloud, command) => {
    if (!cloud.nats.delete(command.one('nat-gateway-id') ?? '')) throw new Refusal('NatGatewayNotFound', '');
    return {};
  },
  'create-nat-gateway': (cloud, command) => {
    const id = cloud.newId('nat');
    const subnet = cloud.get(cloud.subnets, command.one('subnet-id'), 'InvalidSubnetId.NotFound');
    cloud.nats.set(id, { subnet: subnet.id, vpc: subnet.vpc });
    return { NatGateway: { NatGatewayId: id } };
  },
};

function routeOf(cloud: Cloud, command: Command) {
  const table = cloud.get(cloud.tables, command.one('route-table-id'), 'InvalidRouteTableID.NotFound');
  owned(cloud, command, table.vpc);
  const target =
    command.one('transit-gateway-id') ??
    command.one('vpc-peering-connection-id') ??
    command.one('nat-gateway-id') ??
    command.one('gateway-id') ??
    '';
  return { table, destination: command.one('destination-cidr-block') ?? '', target };
}
