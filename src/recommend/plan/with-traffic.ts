import { Decimal } from '../../core/decimal.ts';
import type { Topology } from '../../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../../traffic/traffic.ts';
import { exactText } from './exact-text.ts';

/**
 * Writes measured traffic into the network itself, so that the network alone gives the same price again, and gives the profile at
 * the precision a file can hold.
 */
export function withTraffic(
  topology: Topology,
  measured: TrafficProfile,
): { topology: Topology; traffic: TrafficProfile } {
  const traffic = new Map<string, EndpointTraffic>();
  const endpoints = topology.endpoints.map((endpoint) => {
    const own = measured.get(endpoint.id) ?? measured.get(endpoint.address ?? '') ?? measured.get(endpoint.awsId ?? '');
    if (!own) return endpoint;
    const monthlyGb = exactText(own.monthlyGb);
    traffic.set(endpoint.id, { ...own, monthlyGb: new Decimal(monthlyGb) });
    return { ...endpoint, traffic: { monthlyGb, ...(own.peakGbps && { peakGbps: exactText(own.peakGbps) }) } };
  });
  return { topology: { ...topology, endpoints }, traffic };
}
