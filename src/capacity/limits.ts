import { BITS_PER_GIGABIT } from '../core/quantity.ts';
import type { Endpoint, EndpointType } from '../topology/topology.ts';
import table from './limits.json' with { type: 'json' };

/** What AWS grants and what it leaves unsaid, each entry with its source: data in limits.json. Gbps are 10^9 bits per second. */
export const LIMITS = table;

/** Bandwidth of one endpoint in one zone, in bits per second, both directions counted together. */
export interface ZoneBandwidth {
  /** What is there without scaling. */
  readonly baselineBps: number;
  /** What automatic scaling reaches at most. */
  readonly ceilingBps: number;
}

const DOCUMENTED: Partial<Record<EndpointType, { baselineGbps: number; ceilingGbps: number }>> = {
  Interface: table.bandwidth.Interface,
  GatewayLoadBalancer: table.bandwidth.GatewayLoadBalancer,
};

/**
 * Bandwidth of an endpoint in each of its zones: its own setting, else what AWS documents for its type. Undefined where AWS
 * documents none (gateway, resource and service-network endpoints). A baseline set above the ceiling counts as the ceiling.
 */
export function bandwidthOf(endpoint: Pick<Endpoint, 'type' | 'bandwidth'>): ZoneBandwidth | undefined {
  const documented = DOCUMENTED[endpoint.type];
  if (!documented) return undefined;
  const ceilingBps = (endpoint.bandwidth?.ceilingGbps ?? documented.ceilingGbps) * BITS_PER_GIGABIT;
  const baselineBps = (endpoint.bandwidth?.baselineGbps ?? documented.baselineGbps) * BITS_PER_GIGABIT;
  return { baselineBps: Math.min(baselineBps, ceilingBps), ceilingBps };
}
