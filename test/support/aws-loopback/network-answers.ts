import type { Topology } from '../../../src/topology/topology.ts';
import { toXml, type XmlValue } from './xml.ts';

interface Scope {
  readonly account: string;
  readonly region: string;
  readonly parameters: URLSearchParams;
}

type HostedZone = NonNullable<NonNullable<Topology['dns']>['hostedZones']>[number];

/** A zone is of the account whose endpoint it leads to. */
export const zoneOwner = (network: Topology, zone: HostedZone): string =>
  network.endpoints.find((endpoint) => endpoint.id === zone.endpoint)?.account ?? '';

/** Route 53's records of a zone: an alias at the apex, where it leads to an endpoint. */
export function recordsOf(network: Topology, id: string): string {
  const zone = network.dns?.hostedZones?.find((each) => each.id === id);
  const endpoint = network.endpoints.find((each) => each.id === zone?.endpoint);
  const alias =
    endpoint === undefined
      ? ''
      : `<ResourceRecordSet>${toXml({
          Name: `${zone?.name}.`,
          Type: 'A',
          AliasTarget: {
            HostedZoneId: 'Z7HUB22UULQXV',
            DNSName: `${endpoint.id}-0abc.${endpoint.service?.split('.').at(-1)}.vpce.amazonaws.com.`,
            EvaluateTargetHealth: false,
          },
        })}</ResourceRecordSet>`;
  return `<ListResourceRecordSetsResponse><ResourceRecordSets>${alias}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`;
}

/** The list inside each EC2 answer, as one account and Region gets it. */
export function listsOfNetwork(
  network: Topology,
  { account, region, parameters }: Scope,
): Readonly<Record<string, string>> {
  const vpcs = (network.vpcs ?? []).filter((vpc) => vpc.account === account && vpc.region === region);
  const own = new Set(vpcs.map((vpc) => vpc.id));
  const inVpc = <Item extends { readonly vpc?: string | undefined }>(items: readonly Item[] | undefined): Item[] =>
    (items ?? []).filter((item) => item.vpc !== undefined && own.has(item.vpc));
  const set = (name: string, items: readonly XmlValue[]): string => `<${name}>${toXml(items)}</${name}>`;
  const tagSet = (tags: Readonly<Record<string, string>> | undefined): XmlValue =>
    Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
  const prefix = region === 'us-east-1' ? 'use1' : 'euw1';
  const nameOfZone = (az: string): string => `${region}${'xabc'[Number(az.at(-1))]}`;
  const gateways = (network.connectivity?.transitGateways ?? []).filter((each) => each.region === region);
  const table = (gateway: string, vpc: string): string => `tgw-rtb-${gateway}-${vpc}`;
  return {
    DescribeVpcEndpoints: set(
      'vpcEndpointSet',
      inVpc(network.endpoints).map((endpoint) => ({
        vpcEndpointId: endpoint.id,
        vpcEndpointType: endpoint.type,
        vpcId: endpoint.vpc,
        serviceName: endpoint.service,
        state: 'available',
        policyDocument: endpoint.policy === undefined ? undefined : JSON.stringify(endpoint.policy),
        subnetIdSet: [...(endpoint.subnets ?? [])],
        groupSet: (endpoint.securityGroups ?? []).map((groupId) => ({ groupId })),
        privateDnsEnabled: endpoint.privateDns,
        requesterManaged: false,
        creationTimestamp: endpoint.createdAt,
        ownerId: account,
        tagSet: tagSet(endpoint.tags),
      })),
    ),
    DescribeAvailabilityZones: set(
      'availabilityZoneInfo',
      ['1', '2', '3'].map((zone) => ({ zoneName: nameOfZone(zone), zoneId: `${prefix}-az${zone}` })),
    ),
    DescribeVpcs: set(
      'vpcSet',
      vpcs.map(({ id, cidrs = [], tags }) => ({
        vpcId: id,
        cidrBlock: cidrs[0],
        ownerId: account,
        tagSet: tagSet(tags),
      })),
    ),
    DescribeVpcAttribute: toXml({
      vpcId: parameters.get('VpcId') ?? '',
      enableDnsSupport: { value: vpcs.find(({ id }) => id === parameters.get('VpcId'))?.dnsSupport !== false },
    }),
    DescribeSubnets: set(
      'subnetSet',
      inVpc(network.subnets).map(({ id, vpc, az = '', cidr }) => ({
        subnetId: id,
        vpcId: vpc,
        availabilityZone: nameOfZone(az),
        availabilityZoneId: az,
        cidrBlock: cidr,
        ownerId: account,
      })),
    ),
    DescribeNetworkInterfaces: set('networkInterfaceSet', []),
    DescribeSecurityGroups: set(
      'securityGroupInfo',
      inVpc(network.securityGroups).map(({ id, vpc, ingress }) => ({
        groupId: id,
        vpcId: vpc,
        ipPermissions: ingress.map(({ protocol, fromPort, toPort, sources }) => ({
          ipProtocol: protocol,
          fromPort,
          toPort,
          ipRanges: sources.map((cidrIp) => ({ cidrIp })),
        })),
      })),
    ),
    DescribeNetworkAcls: set('networkAclSet', []),
    DescribeRouteTables: set(
      'routeTableSet',
      inVpc(network.routeTables).map(({ id, vpc, subnets, main, routes }) => ({
        routeTableId: id,
        vpcId: vpc,
        associationSet: [...subnets.map((subnetId) => ({ subnetId })), ...(main ? [{ main: true }] : [])],
        routeSet: routes.map(({ destination, target, active }) => ({
          destinationCidrBlock: destination,
          [targetName(target)]: target,
          state: active === false ? 'blackhole' : 'active',
        })),
      })),
    ),
    DescribeTransitGatewayAttachments: set(
      'transitGatewayAttachments',
      gateways.flatMap(({ id, vpcs: attached }) => {
        // The account of the first VPC owns the gateway and sees every attachment; others see their own.
        const owns = own.has(attached[0] ?? '');
        return attached
          .filter((vpc) => owns || own.has(vpc))
          .map((vpc) => ({
            transitGatewayAttachmentId: `att-${id}-${vpc}`,
            transitGatewayId: id,
            resourceType: 'vpc',
            resourceId: vpc,
            state: 'available',
            ...(owns && { association: { transitGatewayRouteTableId: table(id, vpc), state: 'associated' } }),
          }));
      }),
    ),
    SearchTransitGatewayRoutes: set(
      'routeSet',
      gateways.flatMap(({ id, routing = [] }) =>
        routing
          .filter(({ vpc }) => table(id, vpc) === parameters.get('TransitGatewayRouteTableId'))
          .flatMap(({ to }) =>
            to.map((vpc) => ({
              destinationCidrBlock: network.vpcs?.find((each) => each.id === vpc)?.cidrs?.[0],
              type: 'propagated',
              state: 'active',
              transitGatewayAttachments: [{ resourceId: vpc, resourceType: 'vpc' }],
            })),
          ),
      ),
    ),
    // Either side of a peering describes it.
    DescribeVpcPeeringConnections: set(
      'vpcPeeringConnectionSet',
      (network.connectivity?.peerings ?? [])
        .filter(({ between }) => between.some((id) => vpcs.some((vpc) => vpc.id === id)))
        .map(({ id, between: [requester, accepter] }) => ({
          vpcPeeringConnectionId: id,
          requesterVpcInfo: { vpcId: requester },
          accepterVpcInfo: { vpcId: accepter },
          status: { code: 'active' },
        })),
    ),
    DescribeVpcEndpointServices: set(
      'serviceDetailSet',
      (network.services ?? [])
        .filter((service) => service.region === region)
        .map(({ name, azs = [], types = [], owner, privateDnsNames = [], policySupported, acceptanceRequired }) => ({
          serviceName: name,
          serviceType: types.map((serviceType) => ({ serviceType })),
          availabilityZoneSet: azs.map(nameOfZone),
          owner,
          privateDnsNameSet: privateDnsNames.map((privateDnsName) => ({ privateDnsName })),
          vpcEndpointPolicySupported: policySupported,
          acceptanceRequired,
        })),
    ),
    DescribeVpcEndpointServiceConfigurations: set('serviceConfigurationSet', []),
    DescribeNatGateways: set(
      'natGatewaySet',
      inVpc(network.natGateways).map(({ id, vpc, az }) => ({
        natGatewayId: id,
        vpcId: vpc,
        subnetId: network.subnets?.find((subnet) => subnet.vpc === vpc && subnet.az === az)?.id,
        state: 'available',
        connectivityType: 'public',
      })),
    ),
    DescribeFlowLogs: set(
      'flowLogSet',
      (network.flowLogs ?? [])
        .filter(({ resource }) => own.has(resource ?? ''))
        .map(({ id, resource, kind, destination }) => ({
          flowLogId: id,
          resourceId: resource,
          logDestinationType: kind,
          logDestination: destination,
        })),
    ),
    DescribeVpnConnections: set(
      'vpnConnectionSet',
      (network.connectivity?.onPremises ?? [])
        .filter(({ id, vpcs: ends = [] }) => id.startsWith('vpn-') && ends.some((vpc) => own.has(vpc)))
        .map(({ id }) => ({ vpnConnectionId: id, vpnGatewayId: `vgw-${id}`, state: 'available' })),
    ),
    DescribeVpnGateways: set(
      'vpnGatewaySet',
      (network.connectivity?.onPremises ?? [])
        .filter(({ id, vpcs: ends = [] }) => id.startsWith('vpn-') && ends.some((vpc) => own.has(vpc)))
        .map(({ id, vpcs: ends = [] }) => ({
          vpnGatewayId: `vgw-${id}`,
          attachments: ends.map((vpcId) => ({ vpcId, state: 'attached' })),
        })),
    ),
  };
}

function targetName(target: string): string {
  if (target.startsWith('tgw-')) return 'transitGatewayId';
  return target.startsWith('nat-') ? 'natGatewayId' : 'gatewayId';
}
