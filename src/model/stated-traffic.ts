import { type Decimal, decimalOf, sum } from '../core/decimal.ts';
import type { TrafficProvenance } from '../core/provenance.ts';
import type { Endpoint } from '../topology/topology.ts';
import type { EndpointTraffic } from '../traffic/traffic.ts';

const ASSUMPTION: TrafficProvenance = { source: 'assumption' };
const FROM_FLOWS: TrafficProvenance = { source: 'flows' };

/** Traffic the topology itself states: the endpoint's assumption, else the sum of its flows, else nothing (unknown). */
export function statedTraffic(
  endpoint: Endpoint,
  flows: readonly { readonly gb: Decimal }[],
): EndpointTraffic | undefined {
  const stated = endpoint.traffic;
  const monthlyGb = stated?.monthlyGb;
  if (monthlyGb === undefined && flows.length === 0) return undefined;
  const peak = stated?.peakGbps === undefined ? {} : { peakGbps: decimalOf(stated.peakGbps) };
  if (monthlyGb !== undefined) return { monthlyGb: decimalOf(monthlyGb), ...peak, provenance: ASSUMPTION };
  return { monthlyGb: sum(flows.map((flow) => flow.gb)), ...peak, provenance: FROM_FLOWS };
}
