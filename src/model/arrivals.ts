import { sum } from '../core/decimal.ts';
import { type Stream, streamOf } from './crossing.ts';
import { whyUnsupported } from './flow-support.ts';
import type { JoinedEndpoint } from './join.ts';

/** The bytes of an endpoint by the way they come; bytes over peerings and over unsupported paths are in neither list. */
export interface Arrivals {
  readonly inside: readonly Stream[];
  readonly transit: readonly Stream[];
}

/** Splits known traffic by its flows. What no flow explains comes from inside the VPC, zone unknown. Undefined = traffic not known. */
export function arrivalsOf(joined: JoinedEndpoint): Arrivals | undefined {
  const { flows, traffic } = joined;
  if (!traffic) return undefined;
  const rest = traffic.monthlyGb.minus(sum(flows.map((flow) => flow.gb)));
  const inside: Stream[] = rest.greaterThan(0) ? [{ gb: rest }] : [];
  const transit: Stream[] = [];
  for (const flow of flows) {
    if (flow.path.kind === 'vpc-peering' || whyUnsupported(joined, flow) !== undefined) continue;
    (flow.path.kind === 'inside-vpc' ? inside : transit).push(streamOf(flow));
  }
  return { inside, transit };
}
