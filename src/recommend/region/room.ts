import { LIMITS } from '../../capacity/limits.ts';
import type { RegionalNetwork } from './regional-network.ts';

/** Endpoints that a VPC may hold among those the plan moves, and those that stand. A VPC that holds more already has had its quota raised that far. */
export function roomIn({ fixedCount, places }: Pick<RegionalNetwork, 'fixedCount' | 'places'>) {
  const standing = new Map<string, number>();
  for (const { vpc, joined } of places.all) if (joined) standing.set(vpc, (standing.get(vpc) ?? 0) + 1);
  const quota = LIMITS.quotas.interfaceEndpointsPerVpc.value;
  return (vpc: string): { readonly limit: number; readonly standing: number } => {
    const stands = standing.get(vpc) ?? 0;
    return { limit: Math.max(quota - (fixedCount.get(vpc) ?? 0), stands), standing: stands };
  };
}
