import { z } from 'zod';
import { decimalText } from '../core/decimal-text.ts';
import { ENDPOINT_TYPES } from './endpoint-type.ts';

const id = z.string().min(1).max(512);
const tags = z.record(z.string().max(256), z.string().max(1024));
const region = z.string().min(1).max(32);
const zone = z.string().min(1).max(64);
/** A share of bytes between 0 and 1. */
const share = z.number().min(0).max(1);

/** A stated assumption: billed GB (2^30 bytes, both directions) in a month of 730 h, peak in Gbps (10^9 bits per second). */
const trafficAssumptionSchema = z.strictObject({ monthlyGb: decimalText.optional(), peakGbps: decimalText.optional() });

const vpcSchema = z.strictObject({
  id,
  name: z.string().optional(),
  region: region.optional(),
  cidrs: z.array(z.string()).optional(),
  /** Zones in which it has subnets for endpoints. */
  azs: z.array(zone).max(64).optional(),
  account: z.string().optional(),
  /** Whether names resolve in it at all (enableDnsSupport); absent = not known, which is on by default. */
  dnsSupport: z.boolean().optional(),
  tags: tags.optional(),
});

const endpointSchema = z.strictObject({
  id,
  /** Where a plan or template declares it: a Terraform address or a logical id. */
  address: z.string().optional(),
  /** The id AWS gave it (vpce-...), where `id` is another name: measured traffic is found by it too. */
  awsId: z.string().optional(),
  name: z.string().optional(),
  region: region.optional(),
  account: z.string().optional(),
  vpc: z.string().optional(),
  type: z.enum(ENDPOINT_TYPES),
  service: z.string().optional(),
  /** Set when the service lives in another Region (cross-Region PrivateLink). */
  serviceRegion: region.optional(),
  /** One entry per network interface; [] = no interface; absent = not known, which is never guessed. */
  azs: z.array(zone).max(64).optional(),
  /** Zones it is in at least, where `azs` is all that it may be in and the input does not tell how many. */
  azsAtLeast: z.number().int().min(0).max(64).optional(),
  /** How the zones were found: stated in the input, or derived from configuration references. */
  azsFrom: z.enum(['stated', 'derived']).optional(),
  subnets: z.array(z.string()).optional(),
  networkInterfaces: z.array(z.string()).optional(),
  securityGroups: z.array(z.string()).optional(),
  state: z.string().optional(),
  requesterManaged: z.boolean().optional(),
  /** Who pays: the endpoint's owner, or the provider that took the charge over (ServiceOwner). */
  payer: z.enum(['owner', 'provider']).optional(),
  privateDns: z.boolean().optional(),
  privateDnsInboundResolverOnly: z.boolean().optional(),
  policy: z.unknown().optional(),
  createdAt: z.string().optional(),
  deletedAt: z.string().optional(),
  /** Share of bytes that clients keep inside their own zone (zonal DNS names): 0 = round robin (default), 1 = all. */
  affinity: share.optional(),
  /** Bandwidth per zone in Gbps where AWS has set another limit. */
  bandwidth: z
    .strictObject({ baselineGbps: z.number().positive(), ceilingGbps: z.number().positive() })
    .partial()
    .optional(),
  /** Who uses it: clients inside its VPC only, or others too whom no flow describes. Absent = not known. */
  clients: z.enum(['vpc-only', 'outside']).optional(),
  /** Resources behind a service-network endpoint that are billed to this owner. */
  resources: z.number().int().min(0).optional(),
  tags: tags.optional(),
  traffic: trafficAssumptionSchema.optional(),
});

const transitGatewaySchema = z.strictObject({
  id,
  region: region.optional(),
  vpcs: z.array(z.string()),
  /** Attachments that exist only for this design, so their hours belong to it. */
  added: z.array(z.string()).optional(),
  /** Where the route table of an attached VPC leads: other VPCs. A VPC that is not listed is not known. */
  routing: z.array(z.strictObject({ vpc: z.string(), to: z.array(z.string()) })).optional(),
});

/** A VPN connection or a Direct Connect gateway: on-premises users come this way. Neither VPC nor gateway named = it may reach all. */
const onPremisesSchema = z.strictObject({
  id,
  vpcs: z.array(z.string()).optional(),
  transitGateways: z.array(z.string()).optional(),
});

const peeringSchema = z.strictObject({ id: z.string().optional(), between: z.tuple([z.string(), z.string()]) });

const hostedZoneSchema = z.strictObject({
  /** The id AWS gave it (Z...): zones of one name are told apart by it. */
  id: id.optional(),
  name: z.string().optional(),
  service: z.string().optional(),
  vpcs: z.array(z.string()).optional(),
  /** Id of the endpoint its alias records lead to; absent = an endpoint of one of its VPCs. */
  endpoint: id.optional(),
  /** A zone this design creates: only that one costs. */
  added: z.boolean().optional(),
});

/** A Route 53 Resolver endpoint: an inbound one lets on-premises users resolve names as its VPC does. */
const resolverEndpointSchema = z.strictObject({
  id,
  region: region.optional(),
  vpc: z.string().optional(),
  direction: z.enum(['inbound', 'outbound']),
  /** One for each address; billed by the hour. Absent = not known. */
  networkInterfaces: z.number().int().min(0).max(64).optional(),
  /** DNS queries that pass it in a month; absent = not known. */
  monthlyQueries: decimalText.optional(),
  /** One this design creates: only that one costs. */
  added: z.boolean().optional(),
});

const profileSchema = z.strictObject({
  id,
  region: region.optional(),
  vpcs: z.array(z.string()),
  /** ARNs of what it holds: hosted zones, resolver rules, endpoints. */
  resources: z.array(z.string()).optional(),
  added: z.boolean().optional(),
});

const flowSchema = z.strictObject({
  from: z.strictObject({ vpc: z.string().optional(), az: zone.optional(), account: z.string().optional() }),
  endpoint: z.string(),
  /** Transit Gateway, peering, VPN or Direct Connect gateway (vpn-..., dxgw-...) on the path; absent = inside the endpoint's VPC. */
  via: z.string().optional(),
  monthlyGb: decimalText,
});

const loadBalancerSchema = z.strictObject({
  id,
  type: z.enum(['network', 'gateway']),
  azs: z.array(zone),
  /** Fewest zones it is in, where the configuration bounds them and does not count them. */
  azsAtLeast: z.number().int().min(0).max(64).optional(),
  targetAzs: z.array(zone).optional(),
  crossZone: z.boolean().optional(),
  protocol: z.enum(['TCP', 'TLS', 'UDP']).optional(),
  newConnectionsPerSecond: z.number().min(0).optional(),
  activeConnections: z.number().min(0).optional(),
  monthlyGb: decimalText.optional(),
});

/** The provider side: an endpoint service and the load balancers in front of it. */
const endpointServiceSchema = z.strictObject({
  id,
  region: region.optional(),
  account: z.string().optional(),
  vpc: z.string().optional(),
  loadBalancers: z.array(loadBalancerSchema).optional(),
  /** Remote Regions with at least one endpoint on this service. */
  remoteRegions: z.array(region).optional(),
  tags: tags.optional(),
});

/** A NAT gateway, the path an endpoint replaces. Hours and bytes are priced. */
const natGatewaySchema = z.strictObject({
  id,
  region: region.optional(),
  vpc: z.string().optional(),
  az: zone.optional(),
  /** There anyway, whatever this design changes: its hours are no cost of the design; its GB are. */
  existing: z.boolean().optional(),
  monthlyGb: decimalText.optional(),
  /** The part of its bytes that goes to AWS services an endpoint could take over, by service; the rest goes elsewhere. */
  destinations: z
    .array(z.strictObject({ service: z.string().min(1), monthlyGb: decimalText, peakGbps: decimalText.optional() }))
    .optional(),
  /** Whose bytes it carries: those of its own VPC only, or also of VPCs that route through it. Absent = not known. */
  clients: z.enum(['vpc-only', 'outside']).optional(),
  /** Highest number of connections at once that was measured; 0 beside 0 GB = idle. */
  peakConnections: z.number().min(0).optional(),
  /** GB a month this design moves onto it, on top of what it carries: priced even where the rest is not known or not asked for. */
  addedGb: decimalText.optional(),
  tags: tags.optional(),
});

/** Who may reach what a security group guards, on one range of ports. */
const ingressRuleSchema = z.strictObject({
  /** tcp, udp, icmp, a protocol number, or -1 for all. */
  protocol: z.string(),
  /** Absent = all ports. */
  fromPort: z.number().int().optional(),
  toPort: z.number().int().optional(),
  /** CIDR ranges, security group ids and prefix list ids. */
  sources: z.array(z.string()),
});

const securityGroupSchema = z.strictObject({ id, vpc: z.string().optional(), ingress: z.array(ingressRuleSchema) });

const subnetSchema = z.strictObject({
  id,
  vpc: z.string().optional(),
  az: zone.optional(),
  cidr: z.string().optional(),
  account: z.string().optional(),
});

/** A network interface of an endpoint: joins flow-log records and addresses with the endpoint and its zone. */
const networkInterfaceSchema = z.strictObject({
  id,
  endpoint: z.string().optional(),
  subnet: z.string().optional(),
  az: zone.optional(),
  addresses: z.array(z.string()).optional(),
});

const networkAclSchema = z.strictObject({
  id,
  vpc: z.string().optional(),
  subnets: z.array(z.string()),
  entries: z.array(
    z.strictObject({
      /** Rules apply from the lowest number up; the first that matches decides. */
      number: z.number().int(),
      direction: z.enum(['ingress', 'egress']),
      action: z.enum(['allow', 'deny']),
      protocol: z.string(),
      cidr: z.string(),
      fromPort: z.number().int().optional(),
      toPort: z.number().int().optional(),
    }),
  ),
});

const routeTableSchema = z.strictObject({
  id,
  vpc: z.string().optional(),
  /** Subnets that use it; the main table also serves every subnet that no table names. */
  subnets: z.array(z.string()),
  main: z.boolean().optional(),
  routes: z.array(z.strictObject({ destination: z.string(), target: z.string(), active: z.boolean().optional() })),
});

/** What a Region offers to connect to. */
const offeredServiceSchema = z.strictObject({
  name: z.string(),
  region: region.optional(),
  azs: z.array(zone).optional(),
  owner: z.string().optional(),
  types: z.array(z.enum(ENDPOINT_TYPES)).optional(),
  privateDnsNames: z.array(z.string()).optional(),
  policySupported: z.boolean().optional(),
  acceptanceRequired: z.boolean().optional(),
  payer: z.enum(['owner', 'provider']).optional(),
});

const poolSchema = z.record(
  region,
  z.strictObject({ interfaceEndpointGb: decimalText.optional(), resourceEndpointGb: decimalText.optional() }),
);

/** A network of VPC endpoints: the document people write, the shape every source gives and every snapshot embeds. */
export const topologySchema = z.strictObject({
  schema: z.literal('tollgate/topology@1'),
  /** Region of every entry that names none. */
  region: region.optional(),
  vpcs: z.array(vpcSchema).optional(),
  endpoints: z.array(endpointSchema),
  endpointServices: z.array(endpointServiceSchema).optional(),
  natGateways: z.array(natGatewaySchema).optional(),
  /** The rules of security groups that endpoints name; a group that is not listed is not known. */
  securityGroups: z.array(securityGroupSchema).optional(),
  networkAcls: z.array(networkAclSchema).optional(),
  routeTables: z.array(routeTableSchema).optional(),
  subnets: z.array(subnetSchema).optional(),
  /** What the account calls its zones; an id means the same in every account, a name does not. */
  zoneNames: z.array(z.strictObject({ az: zone, name: zone })).optional(),
  networkInterfaces: z.array(networkInterfaceSchema).optional(),
  /** Services and the zones they are offered in; a service that is not listed is not known. */
  services: z.array(offeredServiceSchema).optional(),
  connectivity: z
    .strictObject({
      transitGateways: z.array(transitGatewaySchema).optional(),
      peerings: z.array(peeringSchema).optional(),
      onPremises: z.array(onPremisesSchema).optional(),
    })
    .optional(),
  dns: z
    .strictObject({
      hostedZones: z.array(hostedZoneSchema).optional(),
      profiles: z.array(profileSchema).optional(),
      resolverEndpoints: z.array(resolverEndpointSchema).optional(),
      /** Rules that forward a domain elsewhere, with the VPCs they hold for. */
      resolverRules: z.array(z.strictObject({ id, domain: z.string(), vpcs: z.array(z.string()) })).optional(),
    })
    .optional(),
  flows: z.array(flowSchema).optional(),
  /** Flow logs that are on, and where their records go. */
  flowLogs: z
    .array(
      z.strictObject({
        id,
        /** VPC, subnet or network interface they record. */
        resource: z.string().optional(),
        kind: z.string().optional(),
        destination: z.string().optional(),
        format: z.string().optional(),
      }),
    )
    .optional(),
  /** Billed GB the same billing family processes outside this file, per Region: it fills the lower tiers first. */
  pool: poolSchema.optional(),
});
