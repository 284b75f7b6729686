import { Decimal } from '../../core/decimal.ts';
import { quantityText } from '../../core/money.ts';
import type { Topology } from '../../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../../traffic/traffic.ts';

/** A network whose stated bytes are multiplied: of endpoints, flows, NAT gateways and load balancers. Hours stay as they are. */
export function scaleTraffic(topology: Topology, factor: Decimal): Topology {
  const gb = (text: string): string => quantityText(new Decimal(text).times(factor));
  const own = <Item extends { readonly monthlyGb?: string | undefined }>(item: Item): Item =>
    item.monthlyGb === undefined ? item : { ...item, monthlyGb: gb(item.monthlyGb) };
  return {
    ...topology,
    endpoints: topology.endpoints.map((endpoint) =>
      endpoint.traffic === undefined ? endpoint : { ...endpoint, traffic: own(endpoint.traffic) },
    ),
    ...(topology.flows && { flows: topology.flows.map(own) }),
    ...(topology.natGateways && {
      natGateways: topology.natGateways.map((gateway) => ({
        ...own(gateway),
        ...(gateway.addedGb !== undefined && { addedGb: gb(gateway.addedGb) }),
        ...(gateway.destinations && { destinations: gateway.destinations.map(own) }),
      })),
    }),
    ...(topology.endpointServices && {
      endpointServices: topology.endpointServices.map((service) => ({
        ...service,
        ...(service.loadBalancers && { loadBalancers: service.loadBalancers.map(own) }),
      })),
    }),
  };
}

/** Measured traffic multiplied alike. */
export const scaleProfile = (profile: TrafficProfile, factor: Decimal): TrafficProfile =>
  new Map(
    [...profile].map(([id, traffic]): [string, EndpointTraffic] => [
      id,
      {
        ...traffic,
        monthlyGb: traffic.monthlyGb.times(factor),
        ...(traffic.byZone && {
          byZone: new Map([...traffic.byZone].map(([zone, each]) => [zone, each.times(factor)] as const)),
        }),
      },
    ]),
  );
