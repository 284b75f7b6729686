import { inventorySchema } from './schema.ts';

/** Lists of resources under the names that answers of describe commands give them. */
export type AnswerParts = Readonly<Record<string, readonly unknown[]>>;

/** What another tool printed, as answers of describe commands. */
export interface ForeignAnswers {
  readonly answers: readonly {
    readonly region: string | undefined;
    readonly account: string | undefined;
    readonly parts: AnswerParts;
  }[];
  /** What has no place among them, once for each resource. */
  readonly left: readonly string[];
}

/** What identifies a resource of a list: the same one in two files counts once. */
export const ID_OF: Readonly<Record<string, string>> = {
  VpcEndpoints: 'VpcEndpointId',
  Vpcs: 'VpcId',
  Subnets: 'SubnetId',
  RouteTables: 'RouteTableId',
  NatGateways: 'NatGatewayId',
  SecurityGroups: 'GroupId',
  NetworkAcls: 'NetworkAclId',
  NetworkInterfaces: 'NetworkInterfaceId',
  VpcPeeringConnections: 'VpcPeeringConnectionId',
  TransitGatewayAttachments: 'TransitGatewayAttachmentId',
  FlowLogs: 'FlowLogId',
  VpnConnections: 'VpnConnectionId',
  VpnGateways: 'VpnGatewayId',
  LoadBalancers: 'LoadBalancerArn',
};

/** A list without what stands in it already; of two the later one counts. */
export function eachOnce(part: string, items: readonly unknown[]): unknown[] {
  const id = ID_OF[part];
  if (id === undefined) return [...items];
  return [
    ...new Map(
      items.map((item, index) => [(item as Readonly<Record<string, unknown>> | null)?.[id] ?? index, item]),
    ).values(),
  ];
}

/** Lists that answers carry, by the name they have there. */
const PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(inventorySchema.shape).map((key) => [key, key])),
  directConnectGatewayAssociations: 'DirectConnectGatewayAssociations',
};

/** Recordings wrap an answer in { data: ... }; the AWS CLI prints the answer itself. */
export function answerParts(value: unknown): AnswerParts {
  if (typeof value !== 'object' || value === null) return {};
  const { data } = value as { data?: unknown };
  const answer = typeof data === 'object' && data !== null ? data : value;
  return Object.fromEntries(
    Object.entries(answer).flatMap(([key, items]) => {
      const part = Object.hasOwn(PARTS, key) ? PARTS[key] : undefined;
      return part !== undefined && Array.isArray(items) ? [[part, items]] : [];
    }),
  );
}
