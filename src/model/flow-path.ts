import type { Flow, Peering, Topology, TransitGateway } from '../topology/topology.ts';

/** How the bytes of a flow reach the endpoint. */
export type FlowPath =
  | { readonly kind: 'inside-vpc' }
  | { readonly kind: 'transit-gateway'; readonly gateway: TransitGateway }
  | { readonly kind: 'vpc-peering'; readonly peering: Peering; readonly id: string }
  | { readonly kind: 'unresolved'; readonly reason: string };

const INSIDE: FlowPath = { kind: 'inside-vpc' };

/** Resolves the `via` of flows: a Transit Gateway or a peering of the topology, or the endpoint's own VPC where none is named. */
export function flowPaths(topology: Topology): (flow: Flow, endpointVpc: string | undefined) => FlowPath {
  const named = new Map<string, FlowPath>();
  for (const peering of topology.connectivity?.peerings ?? []) {
    const { id } = peering;
    if (id !== undefined) named.set(id, { kind: 'vpc-peering', peering, id });
  }
  for (const gateway of topology.connectivity?.transitGateways ?? []) {
    named.set(gateway.id, { kind: 'transit-gateway', gateway });
  }
  return (flow, endpointVpc) => {
    if (flow.via !== undefined) {
      return (
        named.get(flow.via) ?? {
          kind: 'unresolved',
          reason: `"${flow.via}" is neither a Transit Gateway nor a peering`,
        }
      );
    }
    const { vpc } = flow.from;
    if (vpc === undefined || endpointVpc === undefined || vpc === endpointVpc) return INSIDE;
    return { kind: 'unresolved', reason: `no path leads from VPC ${vpc} to VPC ${endpointVpc}` };
  };
}
