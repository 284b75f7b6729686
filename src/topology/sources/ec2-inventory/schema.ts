import { z } from 'zod';
import { recordedTime } from '../../../core/recorded-time.ts';

/** Times come as Date from the SDK, as RFC 3339 text from the AWS CLI, and in parts from recordings. */
const time = z.union([z.date(), z.string(), recordedTime()]).optional().catch(undefined);
const text = z.string().optional();
const flag = z.boolean().optional();
const texts = z.array(z.string()).optional();
const tags = z.array(z.object({ Key: text, Value: text })).optional();

export const vpcEndpointSchema = z.object({
  VpcEndpointId: z.string(),
  VpcEndpointType: text,
  VpcId: text,
  ServiceName: text,
  ServiceRegion: text,
  ServiceNetworkArn: text,
  ResourceConfigurationArn: text,
  State: text,
  PolicyDocument: text,
  SubnetIds: texts,
  NetworkInterfaceIds: texts,
  Groups: z.array(z.object({ GroupId: text })).optional(),
  PrivateDnsEnabled: flag,
  DnsOptions: z.object({ PrivateDnsOnlyForInboundResolverEndpoint: flag }).optional(),
  RequesterManaged: flag,
  CreationTimestamp: time,
  OwnerId: text,
  Tags: tags,
  PayerResponsibilities: z.array(z.object({ PayerResponsibilityType: text, Scope: text })).optional(),
});

const subnetSchema = z.object({
  SubnetId: z.string(),
  VpcId: text,
  AvailabilityZone: text,
  AvailabilityZoneId: text,
  CidrBlock: text,
  OwnerId: text,
});
const vpcSchema = z.object({
  VpcId: z.string(),
  OwnerId: text,
  CidrBlock: text,
  CidrBlockAssociationSet: z.array(z.object({ CidrBlock: text })).optional(),
  Tags: tags,
});
const networkInterfaceSchema = z.object({
  NetworkInterfaceId: z.string(),
  SubnetId: text,
  AvailabilityZone: text,
  PrivateIpAddresses: z.array(z.object({ PrivateIpAddress: text })).optional(),
  Ipv6Addresses: z.array(z.object({ Ipv6Address: text })).optional(),
});
const permissionSchema = z.object({
  IpProtocol: text,
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  IpRanges: z.array(z.object({ CidrIp: text })).optional(),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: text })).optional(),
  UserIdGroupPairs: z.array(z.object({ GroupId: text })).optional(),
  PrefixListIds: z.array(z.object({ PrefixListId: text })).optional(),
});
const securityGroupSchema = z.object({
  GroupId: z.string(),
  VpcId: text,
  IpPermissions: z.array(permissionSchema).optional(),
});
const networkAclSchema = z.object({
  NetworkAclId: z.string(),
  VpcId: text,
  Associations: z.array(z.object({ SubnetId: text })).optional(),
  Entries: z
    .array(
      z.object({
        RuleNumber: z.number().optional(),
        Egress: flag,
        RuleAction: text,
        Protocol: text,
        CidrBlock: text,
        Ipv6CidrBlock: text,
        PortRange: z.object({ From: z.number().optional(), To: z.number().optional() }).optional(),
      }),
    )
    .optional(),
});
const routeSchema = z.object({
  DestinationCidrBlock: text,
  DestinationIpv6CidrBlock: text,
  DestinationPrefixListId: text,
  GatewayId: text,
  NatGatewayId: text,
  TransitGatewayId: text,
  VpcPeeringConnectionId: text,
  NetworkInterfaceId: text,
  EgressOnlyInternetGatewayId: text,
  LocalGatewayId: text,
  CarrierGatewayId: text,
  CoreNetworkArn: text,
  State: text,
});
const routeTableSchema = z.object({
  RouteTableId: z.string(),
  VpcId: text,
  Associations: z.array(z.object({ SubnetId: text, Main: flag })).optional(),
  Routes: z.array(routeSchema).optional(),
});
const zoneSchema = z.object({ ZoneName: text, ZoneId: text, ZoneType: text });
const attachmentSchema = z.object({
  TransitGatewayAttachmentId: text,
  TransitGatewayId: z.string(),
  ResourceType: text,
  ResourceId: text,
  ResourceOwnerId: text,
  State: text,
  Association: z.object({ TransitGatewayRouteTableId: text, State: text }).optional(),
});
const side = z.object({ VpcId: text, OwnerId: text, Region: text }).optional();
const peeringSchema = z.object({
  VpcPeeringConnectionId: z.string(),
  AccepterVpcInfo: side,
  RequesterVpcInfo: side,
  Status: z.object({ Code: text }).optional(),
});
const serviceDetailSchema = z.object({
  ServiceName: z.string(),
  ServiceType: z.array(z.object({ ServiceType: text })).optional(),
  AvailabilityZones: texts,
  AvailabilityZoneIds: texts,
  Owner: text,
  PrivateDnsName: text,
  PrivateDnsNames: z.array(z.object({ PrivateDnsName: text })).optional(),
  VpcEndpointPolicySupported: flag,
  AcceptanceRequired: flag,
  ServiceRegion: text,
  PayerResponsibility: text,
});
const serviceConfigurationSchema = z.object({
  ServiceId: z.string(),
  ServiceName: text,
  ServiceState: text,
  AvailabilityZones: texts,
  AvailabilityZoneIds: texts,
  NetworkLoadBalancerArns: texts,
  GatewayLoadBalancerArns: texts,
  SupportedRegions: z.array(z.object({ Region: text, ServiceState: text })).optional(),
  RemoteAccessEnabled: flag,
  Tags: tags,
});
const connectionSchema = z.object({
  ServiceId: text,
  VpcEndpointId: text,
  VpcEndpointRegion: text,
  VpcEndpointState: text,
});
const associationSchema = z.object({
  VpcEndpointId: text,
  AssociatedResourceArn: text,
  AssociatedResourceAccessibility: text,
});
const loadBalancerSchema = z.object({
  LoadBalancerArn: z.string(),
  Type: text,
  VpcId: text,
  AvailabilityZones: z.array(z.object({ ZoneName: text, SubnetId: text })).optional(),
  /** From DescribeLoadBalancerAttributes: load_balancing.cross_zone.enabled. */
  CrossZone: flag,
});

const natGatewaySchema = z.object({
  NatGatewayId: z.string(),
  VpcId: text,
  SubnetId: text,
  State: text,
  ConnectivityType: text,
  Tags: tags,
});
const transitRouteSchema = z.object({
  TransitGatewayRouteTableId: z.string(),
  DestinationCidrBlock: text,
  State: text,
  TransitGatewayAttachments: z.array(z.object({ ResourceId: text, ResourceType: text })).optional(),
  /** AWS holds more routes than it answers at once: what the table leads to is then not known. */
  MoreRoutes: flag,
});
const flowLogSchema = z.object({
  FlowLogId: z.string(),
  ResourceId: text,
  LogDestinationType: text,
  LogDestination: text,
  LogFormat: text,
  FlowLogStatus: text,
});
const vpnConnectionSchema = z.object({
  VpnConnectionId: z.string(),
  TransitGatewayId: text,
  VpnGatewayId: text,
  State: text,
});
const vpnGatewaySchema = z.object({
  VpnGatewayId: z.string(),
  VpcAttachments: z.array(z.object({ VpcId: text, State: text })).optional(),
});
const directConnectAssociationSchema = z.object({
  directConnectGatewayId: z.string(),
  associationState: text,
  associatedGateway: z.object({ id: text, type: text, region: text }).optional(),
});
const hostedZoneSchema = z.object({
  HostedZoneId: z.string(),
  Name: text,
  VpcId: z.string(),
  Owner: z.object({ OwningAccount: text, OwningService: text }).optional(),
});
const recordSchema = z.object({
  HostedZoneId: z.string(),
  Name: text,
  Type: text,
  AliasTarget: z.object({ DNSName: text }).optional(),
});
const resolverEndpointSchema = z.object({
  Id: z.string(),
  HostVPCId: text,
  Direction: text,
  IpAddressCount: z.number().optional().catch(undefined),
});
const resolverRuleSchema = z.object({ Id: z.string(), DomainName: text, RuleType: text });
const resolverRuleAssociationSchema = z.object({ ResolverRuleId: z.string(), VPCId: text });
const profileAssociationSchema = z.object({ ProfileId: z.string(), ResourceId: text, Status: text });
const profileResourceSchema = z.object({ ProfileId: z.string(), ResourceArn: text });

/** Answers of the Describe calls, as the SDK, the AWS CLI and recordings give them: only the fields Tollgate reads. */
export const inventorySchema = z.object({
  Region: text,
  AccountId: text,
  VpcEndpoints: z.array(vpcEndpointSchema),
  Subnets: z.array(subnetSchema).optional(),
  Vpcs: z.array(vpcSchema).optional(),
  NetworkInterfaces: z.array(networkInterfaceSchema).optional(),
  SecurityGroups: z.array(securityGroupSchema).optional(),
  NetworkAcls: z.array(networkAclSchema).optional(),
  RouteTables: z.array(routeTableSchema).optional(),
  AvailabilityZones: z.array(zoneSchema).optional(),
  TransitGatewayAttachments: z.array(attachmentSchema).optional(),
  VpcPeeringConnections: z.array(peeringSchema).optional(),
  ServiceDetails: z.array(serviceDetailSchema).optional(),
  ServiceConfigurations: z.array(serviceConfigurationSchema).optional(),
  VpcEndpointConnections: z.array(connectionSchema).optional(),
  VpcEndpointAssociations: z.array(associationSchema).optional(),
  LoadBalancers: z.array(loadBalancerSchema).optional(),
  NatGateways: z.array(natGatewaySchema).optional(),
  /** Routes of every Transit Gateway route table that an attachment uses, with the table they are in. */
  TransitGatewayRoutes: z.array(transitRouteSchema).optional(),
  PrefixListEntries: z.array(z.object({ PrefixListId: z.string(), Cidr: text })).optional(),
  VpcDnsSupport: z.array(z.object({ VpcId: z.string(), Value: z.boolean() })).optional(),
  FlowLogs: z.array(flowLogSchema).optional(),
  VpnConnections: z.array(vpnConnectionSchema).optional(),
  VpnGateways: z.array(vpnGatewaySchema).optional(),
  DirectConnectGateways: z.array(z.object({ directConnectGatewayId: z.string() })).optional(),
  DirectConnectGatewayAssociations: z.array(directConnectAssociationSchema).optional(),
  /** Private hosted zones, once for each VPC of the account that they answer. */
  HostedZones: z.array(hostedZoneSchema).optional(),
  HostedZoneRecords: z.array(recordSchema).optional(),
  ProfileAssociations: z.array(profileAssociationSchema).optional(),
  ProfileResources: z.array(profileResourceSchema).optional(),
  ResolverEndpoints: z.array(resolverEndpointSchema).optional(),
  ResolverRules: z.array(resolverRuleSchema).optional(),
  ResolverRuleAssociations: z.array(resolverRuleAssociationSchema).optional(),
});

export type Inventory = z.infer<typeof inventorySchema>;
export type InventoryPart = Exclude<keyof Inventory, 'Region' | 'AccountId'>;
