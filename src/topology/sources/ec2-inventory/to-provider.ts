import type { EndpointService, EndpointType, LoadBalancer, OfferedService } from '../../topology.ts';
import type { Inventory } from './schema.ts';
import { tagsOf } from './words.ts';
import type { ZoneBook } from './zone-book.ts';

/** Connections in these states hold nothing open. */
const GONE = new Set(['deleted', 'rejected', 'failed', 'expired']);

/** The provider side: endpoint services with their load balancers, zones and the remote Regions that hold an endpoint on them. */
export function toEndpointServices(inventory: Inventory, zones: ZoneBook): EndpointService[] {
  const balancers = new Map((inventory.LoadBalancers ?? []).map((balancer) => [balancer.LoadBalancerArn, balancer]));
  const remote = remoteRegions(inventory);
  return (inventory.ServiceConfigurations ?? []).map((service) => {
    const arns = [...(service.NetworkLoadBalancerArns ?? []), ...(service.GatewayLoadBalancerArns ?? [])];
    const found = arns.flatMap((arn) => balancers.get(arn) ?? []);
    const vpc = found.find((balancer) => balancer.VpcId !== undefined)?.VpcId;
    const regions = [...(remote.get(service.ServiceId) ?? [])].sort();
    return {
      id: service.ServiceId,
      ...(inventory.Region !== undefined && { region: inventory.Region }),
      ...(inventory.AccountId !== undefined && { account: inventory.AccountId }),
      ...(vpc !== undefined && { vpc }),
      ...(found.length > 0 && { loadBalancers: found.map((balancer) => toLoadBalancer(balancer, zones)) }),
      ...(regions.length > 0 && { remoteRegions: regions }),
      tags: tagsOf(service.Tags),
    };
  });
}

function remoteRegions(inventory: Inventory): Map<string, Set<string>> {
  const regions = new Map<string, Set<string>>();
  for (const { ServiceId, VpcEndpointRegion, VpcEndpointState } of inventory.VpcEndpointConnections ?? []) {
    if (ServiceId === undefined || VpcEndpointRegion === undefined || VpcEndpointRegion === inventory.Region) continue;
    if (VpcEndpointState !== undefined && GONE.has(VpcEndpointState.toLowerCase())) continue;
    regions.set(ServiceId, (regions.get(ServiceId) ?? new Set()).add(VpcEndpointRegion));
  }
  return regions;
}

function toLoadBalancer(balancer: NonNullable<Inventory['LoadBalancers']>[number], zones: ZoneBook): LoadBalancer {
  return {
    id: balancer.LoadBalancerArn,
    type: balancer.Type === 'gateway' ? 'gateway' : 'network',
    azs: (balancer.AvailabilityZones ?? []).flatMap((zone) =>
      zone.ZoneName === undefined ? [] : [zones.ofName(zone.ZoneName)],
    ),
    ...(balancer.CrossZone !== undefined && { crossZone: balancer.CrossZone }),
  };
}

const TYPES: readonly EndpointType[] = ['Interface', 'Gateway', 'GatewayLoadBalancer'];

/** The services that endpoints name, and in which zones the Region offers them. */
export const toOfferedServices = (inventory: Inventory, zones: ZoneBook): OfferedService[] =>
  usedServices(inventory).map((service) => {
    const azs = service.AvailabilityZoneIds ?? service.AvailabilityZones?.map((name) => zones.ofName(name));
    const names =
      service.PrivateDnsNames?.flatMap((each) => each.PrivateDnsName ?? []) ??
      (service.PrivateDnsName === undefined ? [] : [service.PrivateDnsName]);
    const types = TYPES.filter((type) => service.ServiceType?.some((each) => each.ServiceType === type));
    return {
      name: service.ServiceName,
      ...(inventory.Region !== undefined && { region: inventory.Region }),
      ...(azs && { azs: [...azs].sort() }),
      ...(service.Owner !== undefined && { owner: service.Owner }),
      ...(types.length > 0 && { types }),
      ...(names.length > 0 && { privateDnsNames: names }),
      ...(service.VpcEndpointPolicySupported !== undefined && { policySupported: service.VpcEndpointPolicySupported }),
      ...(service.AcceptanceRequired !== undefined && { acceptanceRequired: service.AcceptanceRequired }),
      ...(service.PayerResponsibility === 'ServiceOwner' && { payer: 'provider' as const }),
    };
  });

function usedServices(inventory: Inventory): NonNullable<Inventory['ServiceDetails']> {
  const used = new Set(inventory.VpcEndpoints.map((endpoint) => endpoint.ServiceName));
  return (inventory.ServiceDetails ?? []).filter((service) => used.has(service.ServiceName));
}
