import type { XmlValue } from './xml.ts';

/** What the loopback's account holds. */
export interface World {
  readonly account: string;
  readonly region: string;
  readonly endpoints: readonly WorldEndpoint[];
  /** Where points lie only at multiples of this many seconds, so that the others need not be tried. */
  readonly stepSeconds?: number;
  /** Value of every other metric wherever there are bytes; undefined = they have no datapoints. */
  readonly others?: number;
  /** Bytes of one endpoint and subnet in the period from `start` on; undefined = no datapoint. */
  readonly bytes: (endpoint: string, subnet: string, start: number, periodSeconds: number) => number | undefined;
}

export interface WorldEndpoint {
  readonly id: string;
  readonly service: string;
  readonly subnets: readonly string[];
  readonly createdAt: string;
  /** As EC2 spells it; Interface unless given. */
  readonly type?: string;
  /** Resources that a resource or service-network endpoint is associated with. */
  readonly associations?: number;
}

/** Endpoints with one subnet in each of three zones. */
export const makeEndpoints = (count: number, createdAt: string, zones = 3): readonly WorldEndpoint[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `vpce-${String(index).padStart(6, '0')}`,
    service: 'com.amazonaws.us-east-1.ssm',
    subnets: Array.from({ length: zones }, (_zone, zone) => `subnet-${index}-${zone + 1}`),
    createdAt,
  }));

const VPC = 'vpc-1';
const zoneOf = (subnet: string): string => subnet.slice(subnet.lastIndexOf('-') + 1);

/** The list of each Describe action: its element, and its items. */
export const listsOf = (
  world: World,
): Readonly<Record<string, { readonly element: string; readonly items: readonly XmlValue[] }>> => ({
  DescribeVpcEndpoints: {
    element: 'vpcEndpointSet',
    items: world.endpoints.map(({ id, service, subnets, createdAt, type = 'Interface' }) => ({
      vpcEndpointId: id,
      vpcEndpointType: type,
      vpcId: VPC,
      serviceName: service,
      state: 'available',
      subnetIdSet: subnets,
      networkInterfaceIdSet: subnets.map((subnet) => subnet.replace('subnet', 'eni')),
      groupSet: [{ groupId: 'sg-1', groupName: 'endpoints' }],
      privateDnsEnabled: true,
      requesterManaged: false,
      creationTimestamp: createdAt,
      ownerId: world.account,
      tagSet: [{ key: 'team', value: 'platform' }],
    })),
  },
  DescribeAvailabilityZones: {
    element: 'availabilityZoneInfo',
    items: ['1', '2', '3'].map((zone) => ({
      zoneName: `${world.region}${'xabc'[Number(zone)]}`,
      zoneId: `use1-az${zone}`,
    })),
  },
  DescribeVpcs: { element: 'vpcSet', items: [{ vpcId: VPC, cidrBlock: '10.0.0.0/8', ownerId: world.account }] },
  DescribeSubnets: {
    element: 'subnetSet',
    items: world.endpoints.flatMap(({ subnets }) =>
      subnets.map((subnet) => ({
        subnetId: subnet,
        vpcId: VPC,
        availabilityZone: `${world.region}${'xabc'[Number(zoneOf(subnet))]}`,
        availabilityZoneId: `use1-az${zoneOf(subnet)}`,
        cidrBlock: '10.0.0.0/24',
      })),
    ),
  },
  DescribeNetworkInterfaces: {
    element: 'networkInterfaceSet',
    items: world.endpoints.flatMap(({ subnets }) =>
      subnets.map((subnet) => ({ networkInterfaceId: subnet.replace('subnet', 'eni'), subnetId: subnet })),
    ),
  },
  DescribeSecurityGroups: { element: 'securityGroupInfo', items: [{ groupId: 'sg-1', vpcId: VPC }] },
  DescribeNetworkAcls: { element: 'networkAclSet', items: [] },
  DescribeRouteTables: { element: 'routeTableSet', items: [{ routeTableId: 'rtb-1', vpcId: VPC }] },
  DescribeTransitGatewayAttachments: { element: 'transitGatewayAttachments', items: [] },
  DescribeVpcPeeringConnections: { element: 'vpcPeeringConnectionSet', items: [] },
  DescribeVpcEndpointServices: {
    element: 'serviceDetailSet',
    items: [{ serviceName: 'com.amazonaws.us-east-1.ssm', serviceType: [{ serviceType: 'Interface' }] }],
  },
  DescribeVpcEndpointAssociations: {
    element: 'vpcEndpointAssociationSet',
    items: world.endpoints.flatMap(({ id, associations = 0 }) =>
      Array.from({ length: associations }, (_, index) => ({ id: `${id}-${index}`, vpcEndpointId: id })),
    ),
  },
  DescribeVpcEndpointServiceConfigurations: { element: 'serviceConfigurationSet', items: [] },
  DescribeNatGateways: { element: 'natGatewaySet', items: [] },
  DescribeVpcAttribute: { element: 'enableDnsSupport', items: [] },
  DescribeFlowLogs: { element: 'flowLogSet', items: [] },
  DescribeVpnConnections: { element: 'vpnConnectionSet', items: [] },
  DescribeVpnGateways: { element: 'vpnGatewaySet', items: [] },
});
