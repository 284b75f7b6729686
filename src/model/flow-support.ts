import type { JoinedEndpoint, JoinedFlow } from './join.ts';

/** Whether the bytes of a flow leave the Region of their client to reach the endpoint; false where either Region is unknown. */
export const leavesRegion = (joined: JoinedEndpoint, flow: JoinedFlow): boolean =>
  flow.region !== undefined && joined.region !== undefined && flow.region !== joined.region;

/** Why the model has no price for the path of a flow; undefined = it has. */
export function whyUnsupported(joined: JoinedEndpoint, flow: JoinedFlow): string | undefined {
  const { path } = flow;
  if (path.kind === 'unresolved') return path.reason;
  if (path.kind === 'inside-vpc') {
    return leavesRegion(joined, flow) ? 'it starts in another Region and names no path' : undefined;
  }
  if (joined.endpoint.type === 'Gateway') return 'gateway endpoints serve their own VPC only';
  if (path.kind === 'transit-gateway' && leavesRegion(joined, flow)) {
    return 'transfer between Regions over Transit Gateways is not modelled';
  }
  return undefined;
}
