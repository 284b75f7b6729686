import type { JoinedNetwork } from '../../model/join.ts';
import type { EndpointTraffic } from '../../traffic/traffic.ts';
import { networkPairs } from '../shared/network-pairs.ts';

/** The measured usage of one resource, under the name a usage file knows it by. */
export interface MeasuredUsage {
  readonly address: string;
  readonly traffic: EndpointTraffic;
}

/** Sources that assume rather than measure. */
const STATED = new Set<EndpointTraffic['provenance']['source']>(['assumption', 'flows', 'usage-file']);

/**
 * What was measured, by address. `declared` is the plan or template whose addresses the file uses; without it endpoints keep their
 * own. Only what processes bytes counts: gateway endpoints have no usage.
 */
export function measuredUsage(measured: JoinedNetwork, declared: JoinedNetwork | undefined): readonly MeasuredUsage[] {
  return networkPairs(measured, declared ?? measured).flatMap(({ base, head }) => {
    const traffic = base?.joined.traffic;
    if (!traffic || !head || STATED.has(traffic.provenance.source) || head.type === 'Gateway') return [];
    return [{ address: head.address ?? head.id, traffic }];
  });
}
