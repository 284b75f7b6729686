import type { z } from 'zod';
import type { topologySchema } from './topology-schema.ts';

export { ENDPOINT_TYPES, type EndpointType } from './endpoint-type.ts';

/** A network of VPC endpoints. Its shape is `topologySchema`, which only those who check a document load: building it takes time. */
export type Topology = z.infer<typeof topologySchema>;
export type Endpoint = Topology['endpoints'][number];
export type Flow = NonNullable<Topology['flows']>[number];
export type EndpointService = NonNullable<Topology['endpointServices']>[number];
export type LoadBalancer = NonNullable<EndpointService['loadBalancers']>[number];
export type SecurityGroup = NonNullable<Topology['securityGroups']>[number];
export type IngressRule = SecurityGroup['ingress'][number];
export type NetworkAcl = NonNullable<Topology['networkAcls']>[number];
export type RouteTable = NonNullable<Topology['routeTables']>[number];
export type Subnet = NonNullable<Topology['subnets']>[number];
export type NetworkInterface = NonNullable<Topology['networkInterfaces']>[number];
export type OfferedService = NonNullable<Topology['services']>[number];
export type NatGateway = NonNullable<Topology['natGateways']>[number];
export type TransitGateway = NonNullable<NonNullable<Topology['connectivity']>['transitGateways']>[number];
export type Peering = NonNullable<NonNullable<Topology['connectivity']>['peerings']>[number];

/** The Region of an endpoint (or other entry): its own, else the topology's; undefined = not known. */
export const regionOf = (entry: { readonly region?: string | undefined }, topology: Topology): string | undefined =>
  entry.region ?? topology.region;
