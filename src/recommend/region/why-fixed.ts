import { sum } from '../../core/decimal.ts';
import { leavesRegion, whyUnsupported } from '../../model/flow-support.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import { reasonNotBilled } from '../../model/not-billed.ts';
import { isDead } from './dead.ts';

/** States in which an endpoint carries traffic and can be changed. A network that names no state describes live endpoints. */
const LIVE = new Set(['available', 'partial']);

/** Whether its state says that it does not carry traffic yet, or any more. */
export const isNotLive = ({ state }: JoinedEndpoint['endpoint']): boolean =>
  state !== undefined && !LIVE.has(state.toLowerCase());

/** Why the plan leaves an interface endpoint as it is, without the user asking for it; undefined = it can be decided on. */
export function whyFixed(joined: JoinedEndpoint, region: string): string | undefined {
  const { endpoint, zones, traffic } = joined;
  const notBilled = reasonNotBilled(joined);
  if (notBilled !== undefined) return notBilled;
  if (endpoint.requesterManaged === true) return 'an AWS service manages it';
  if (endpoint.serviceRegion !== undefined && endpoint.serviceRegion !== region)
    return 'its service lies in another Region';
  if (isDead(endpoint)) return whyDeadStays(joined);
  if (isNotLive(endpoint)) return `its state is ${endpoint.state}`;
  if (endpoint.vpc === undefined) return 'its VPC is not known';
  if (endpoint.service === undefined) return 'its service is not known';
  if (zones === undefined) return 'its zones are not known';
  if (zones.length === 0) return 'it has no network interface';
  if (traffic === undefined) return 'its traffic is not known';
  return whyFlowsHold(joined);
}

function whyFlowsHold(joined: JoinedEndpoint): string | undefined {
  const { flows, traffic } = joined;
  if (traffic && sum(flows.map((flow) => flow.gb)).greaterThan(traffic.monthlyGb))
    return 'its flows exceed its traffic';
  const odd = flows.find((flow) => whyUnsupported(joined, flow) !== undefined || leavesRegion(joined, flow));
  if (!odd) return undefined;
  return whyUnsupported(joined, odd) ?? 'it is used from another Region';
}

/** A connection that was refused or failed is deleted, whatever else is not known of it. */
function whyDeadStays({ endpoint, zones, traffic }: JoinedEndpoint): string | undefined {
  if (endpoint.vpc === undefined) return 'its VPC is not known';
  if (zones === undefined) return 'its zones are not known';
  return traffic && !traffic.monthlyGb.isZero() ? `its state is ${endpoint.state}, and traffic is stated` : undefined;
}
