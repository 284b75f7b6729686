import { isCalledHub } from './called-hub.ts';
import type { RegionalNetwork } from './regional-network.ts';

/** How well a VPC suits as host, lower is better: named, serves others already, called so, attached, any workload. */
export function hubRank(vpc: string, { options, vpcs, shared, places, gateways }: RegionalNetwork): number {
  const entry = vpcs.entry(vpc);
  if (options.hubs?.includes(vpc) || entry?.tags?.['tollgate:hub'] === 'true') return 0;
  if ([...shared].some((id) => places.of(id)?.vpc === vpc)) return 1;
  if (entry && isCalledHub(entry)) return 2;
  return gateways.some((gateway) => gateway.vpcs.includes(vpc)) ? 3 : 4;
}
