import { join } from '../model/join.ts';
import type { Topology } from '../topology/topology.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';

/** Interface endpoints whose traffic no source reports, taken to carry so many GB a month each. */
export function assumeTraffic(
  topology: Topology,
  measured: TrafficProfile,
  monthlyGb: number,
): { readonly topology: Topology; readonly ids: ReadonlySet<string> } {
  const silent = join(topology, measured).endpoints.filter(
    ({ endpoint, traffic }) => endpoint.type === 'Interface' && traffic === undefined,
  );
  const ids = new Set(silent.map(({ endpoint }) => endpoint.id));
  const endpoints = topology.endpoints.map((endpoint) =>
    ids.has(endpoint.id) ? { ...endpoint, traffic: { ...endpoint.traffic, monthlyGb: String(monthlyGb) } } : endpoint,
  );
  return { topology: { ...topology, endpoints }, ids };
}
