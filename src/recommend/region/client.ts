import type { Decimal } from '../../core/decimal.ts';
import type { TrafficProvenance } from '../../core/provenance.ts';
import type { JoinedEndpoint, JoinedFlow } from '../../model/join.ts';
import type { NatGateway } from '../../topology/topology.ts';

/** Where the bytes of a client go today. */
export type Origin =
  | { readonly kind: 'endpoint'; readonly joined: JoinedEndpoint; readonly via: string | undefined }
  | { readonly kind: 'nat'; readonly gateway: NatGateway };

/** The traffic of one VPC to one endpoint of today (or through one NAT gateway to one service). It moves as a whole. */
export interface Client {
  readonly index: number;
  /** Undefined = outside the VPCs of the network, such as on-premises: it stays where it is. */
  readonly vpc: string | undefined;
  /** Full service name, com.amazonaws.us-east-1.ssm. */
  readonly service: string;
  readonly origin: Origin;
  /** Billed GB a month. */
  readonly gb: Decimal;
  /** Peak in Gbps; where none is known, the mean rate, which is less. */
  readonly loadGbps: number;
  readonly peakKnown: boolean;
  /** The flows behind it; none = the endpoint's own traffic that no flow explains. */
  readonly flows: readonly JoinedFlow[];
  /** Zones its clients need an interface in, because they keep to their own zone. */
  readonly homeZones: readonly string[];
  readonly provenance: TrafficProvenance;
}

export const endpointOf = (client: Client): JoinedEndpoint | undefined =>
  client.origin.kind === 'endpoint' ? client.origin.joined : undefined;

/** Whether the client's bytes reach the endpoint from another VPC today. */
export const isForeign = (client: Client): boolean => {
  const joined = endpointOf(client);
  return joined !== undefined && client.vpc !== joined.endpoint.vpc;
};
