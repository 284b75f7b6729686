import type { Topology } from '../topology/topology.ts';

/** Every Region whose rates an estimate of the network may ask for. */
export function regionsOf(topology: Topology): readonly string[] {
  const regions = new Set<string>();
  const add = (region: string | undefined): void => {
    if (region !== undefined) regions.add(region);
  };
  add(topology.region);
  for (const each of topology.vpcs ?? []) add(each.region);
  for (const each of topology.endpoints) {
    add(each.region);
    add(each.serviceRegion);
  }
  for (const each of topology.endpointServices ?? []) {
    add(each.region);
    each.remoteRegions?.forEach(add);
  }
  for (const each of topology.natGateways ?? []) add(each.region);
  for (const each of topology.connectivity?.transitGateways ?? []) add(each.region);
  for (const each of topology.dns?.profiles ?? []) add(each.region);
  for (const each of topology.dns?.resolverEndpoints ?? []) add(each.region);
  return [...regions].sort();
}
