import { isOnPremisesId } from '../core/ids.ts';
import type { Flow, Peering, Topology, TransitGateway } from '../topology/topology.ts';

/** How the bytes of a flow reach the endpoint. */
export type FlowPath =
  | { readonly kind: 'inside-vpc' }
  | { readonly kind: 'transit-gateway'; readonly gateway: TransitGateway }
  | { readonly kind: 'vpc-peering'; readonly peering: Peering; readonly id: string }
  | { readonly kind: 'on-premises'; readonly id: string }
  | { readonly kind: 'unresolved'; readonly reason: string };

const INSIDE: FlowPath = { kind: 'inside-vpc' };

/** Resolves the `via` of flows: a Transit Gateway, a peering or an on-premises connection of the topology, or the endpoint's own VPC where none is named. */
export function flowPaths(topology: Topology): (flow: Flow, endpointVpc: string | undefined) => FlowPath {
  const named = new Map<string, FlowPath>();
  for (const peering of topology.connectivity?.peerings ?? []) {
    const { id } = peering;
    if (id !== undefined) named.set(id, { kind: 'vpc-peering', peering, id });
  }
  for (const gateway of topology.connectivity?.transitGateways ?? []) {
    named.set(gateway.id, { kind: 'transit-gateway', gateway });
  }
  for (const { id } of topology.connectivity?.onPremises ?? []) named.set(id, { kind: 'on-premises', id });
  return (flow, endpointVpc) => {
    const { via } = flow;
    if (via !== undefined) {
      const known = named.get(via);
      if (known) return known;
      if (isOnPremisesId(via)) return { kind: 'on-premises', id: via };
      const reason = `"${via}" is neither a Transit Gateway, a peering nor an on-premises connection`;
      return { kind: 'unresolved', reason };
    }
    const { vpc } = flow.from;
    if (vpc === undefined || endpointVpc === undefined || vpc === endpointVpc) return INSIDE;
    return { kind: 'unresolved', reason: `no path leads from VPC ${vpc} to VPC ${endpointVpc}` };
  };
}
