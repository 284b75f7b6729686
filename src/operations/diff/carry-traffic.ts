import { type Finding, finding } from '../../core/finding.ts';
import { join } from '../../model/join.ts';
import { counted } from '../../report/words.ts';
import type { Topology } from '../../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../../traffic/traffic.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import { networkPairs } from '../shared/network-pairs.ts';

/** Sources that assume rather than measure: what a side does not state is then a change, not a gap. */
const STATED = new Set<EndpointTraffic['provenance']['source']>(['assumption', 'flows', 'usage-file']);

/**
 * Measured traffic of base serves head too, where head knows none: the change does not measure anew. So a scan compared with a plan
 * shows what the plan does to the bytes that flow today.
 */
export function carryTraffic(
  base: { readonly topology: Topology; readonly traffic: TrafficReading | undefined },
  head: { readonly topology: Topology; readonly traffic: TrafficReading | undefined },
): TrafficReading | undefined {
  const before = base.traffic?.profile;
  if (!before || before.size === 0) return head.traffic;
  const profile = new Map<string, EndpointTraffic>(head.traffic?.profile ?? []);
  const carried = carry(base.topology, before, head.topology, profile);
  if (carried === 0) return head.traffic;
  const findings: Finding[] = [...(head.traffic?.findings ?? [])];
  findings.push(
    finding('TG5057', 'diff', `The measured traffic of base is taken for ${counted(carried, 'endpoint')} of head.`),
  );
  return { profile, findings };
}

function carry(base: Topology, before: TrafficProfile, head: Topology, profile: Map<string, EndpointTraffic>): number {
  let carried = 0;
  for (const pair of networkPairs(join(base, before), join(head, profile))) {
    const measured = pair.base?.joined.traffic;
    if (!measured || !pair.head || pair.head.joined.traffic || STATED.has(measured.provenance.source)) continue;
    profile.set(pair.head.id, measured);
    carried += 1;
  }
  return carried;
}
