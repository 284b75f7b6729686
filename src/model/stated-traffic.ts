import { Decimal, sum } from '../core/decimal.ts';
import type { TrafficProvenance } from '../core/provenance.ts';
import type { Endpoint, Flow } from '../topology/topology.ts';
import type { EndpointTraffic } from '../traffic/traffic.ts';

const ASSUMPTION: TrafficProvenance = { source: 'assumption' };
const FROM_FLOWS: TrafficProvenance = { source: 'flows' };

/** Traffic the topology itself states: the endpoint's assumption, else the sum of its flows, else nothing (unknown). */
export function statedTraffic(endpoint: Endpoint, flows: readonly Flow[]): EndpointTraffic | undefined {
  const stated = endpoint.traffic;
  const peak = stated?.peakGbps === undefined ? {} : { peakGbps: new Decimal(stated.peakGbps) };
  if (stated?.monthlyGb !== undefined) {
    return { monthlyGb: new Decimal(stated.monthlyGb), ...peak, provenance: ASSUMPTION };
  }
  if (flows.length === 0) return undefined;
  return { monthlyGb: sum(flows.map((flow) => new Decimal(flow.monthlyGb))), ...peak, provenance: FROM_FLOWS };
}
