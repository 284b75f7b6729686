import type { Peering, Topology, TransitGateway } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { type Instance, known } from './instances.ts';
import { regionOf } from './region.ts';
import { labelOf, TargetFinder } from './targets.ts';
import { TRANSIT_GATEWAYS } from './wanted.ts';
import { textOf } from './words.ts';

/** How VPCs reach each other: Transit Gateways by their VPC attachments, and peerings. */
export function toConnectivity(context: PlanContext): Topology['connectivity'] {
  const transitGateways = toTransitGateways(context);
  const peerings = context.scope.instances
    .ofType('aws_vpc_peering_connection')
    .flatMap((instance) => toPeering(instance, context) ?? []);
  if (transitGateways.length === 0 && peerings.length === 0) return undefined;
  return { ...(transitGateways.length > 0 && { transitGateways }), ...(peerings.length > 0 && { peerings }) };
}

/** Attachments by gateway. One that the plan makes (or takes away) belongs to the change, so its hours do. */
function toTransitGateways(context: PlanContext): TransitGateway[] {
  const { scope, vpcs } = context;
  const finder = new TargetFinder(scope, TRANSIT_GATEWAYS);
  const gateways = new Map<string, { region: string | undefined; vpcs: Set<string>; added: Set<string> }>();
  const attachments = scope.instances.ofType('aws_ec2_transit_gateway_vpc_attachment');
  for (const attachment of attachments) {
    const gateway = finder.one(attachment, 'transit_gateway_id') ?? `gateway of ${attachment.address}`;
    const vpc = vpcs.one(attachment, 'vpc_id') ?? `VPC of ${attachment.address}`;
    const id = labelOf(gateway);
    const entry = gateways.get(id) ?? { region: regionOf(attachment, scope), vpcs: new Set(), added: new Set() };
    entry.vpcs.add(labelOf(vpc));
    if (attachment.changed) entry.added.add(labelOf(vpc));
    gateways.set(id, entry);
  }
  return [...gateways].map(([id, { region, vpcs: attached, added }]) => ({
    id,
    ...(region !== undefined && { region }),
    vpcs: [...attached],
    ...(added.size > 0 && { added: [...added] }),
  }));
}

function toPeering(instance: Instance, { vpcs }: PlanContext): Peering | undefined {
  const requester = vpcs.one(instance, 'vpc_id');
  const accepter = vpcs.one(instance, 'peer_vpc_id') ?? textOf(known(instance, 'peer_vpc_id'));
  if (requester === undefined || accepter === undefined) return undefined;
  return { id: labelOf(instance), between: [labelOf(requester), labelOf(accepter)] };
}
