import type { Topology } from '../../topology.ts';
import { certain, declaredOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';

/** How VPCs reach each other: Transit Gateways by their VPC attachments, which the template makes, and peerings. */
export function toConnectivity(stacks: readonly StackScope[], note: Note): Topology['connectivity'] {
  const transitGateways = toTransitGateways(stacks, note);
  const peerings = certain(declaredOf(stacks, 'AWS::EC2::VPCPeeringConnection'), note).flatMap(({ id, target }) => {
    const [requester, accepter] = [target('VpcId'), target('PeerVpcId')];
    return requester === undefined || accepter === undefined
      ? []
      : [{ id, between: [requester, accepter] as [string, string] }];
  });
  if (transitGateways.length === 0 && peerings.length === 0) return undefined;
  return { ...(transitGateways.length > 0 && { transitGateways }), ...(peerings.length > 0 && { peerings }) };
}

function toTransitGateways(stacks: readonly StackScope[], note: Note) {
  const attachments = certain(
    declaredOf(stacks, 'AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'),
    note,
  );
  const gateways = new Map<string, { region: string | undefined; vpcs: Set<string> }>();
  for (const { id, stack, target } of attachments) {
    const gateway = target('TransitGatewayId') ?? `gateway of ${id}`;
    const entry = gateways.get(gateway) ?? { region: stack.region, vpcs: new Set() };
    entry.vpcs.add(target('VpcId') ?? `VPC of ${id}`);
    gateways.set(gateway, entry);
  }
  return [...gateways].map(([id, { region, vpcs }]) => ({
    id,
    ...(region !== undefined && { region }),
    vpcs: [...vpcs],
    added: [...vpcs],
  }));
}
