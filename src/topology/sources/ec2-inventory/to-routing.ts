import type { NatGateway, TransitGateway } from '../../topology.ts';
import type { Inventory } from './schema.ts';
import { tagsOf } from './words.ts';
import type { ZoneBook } from './zone-book.ts';

/** NAT gateways that stand. A private one translates between networks and replaces no endpoint. */
export const natGatewaysOf = ({ Region, NatGateways = [] }: Inventory, zones: ZoneBook): readonly NatGateway[] =>
  NatGateways.filter(
    ({ State, ConnectivityType }) => (State ?? 'available') === 'available' && ConnectivityType !== 'private',
  ).map((gateway) => {
    const az = gateway.SubnetId === undefined ? undefined : zones.ofSubnet(gateway.SubnetId);
    const tags = tagsOf(gateway.Tags);
    return {
      id: gateway.NatGatewayId,
      ...(Region !== undefined && { region: Region }),
      ...(gateway.VpcId !== undefined && { vpc: gateway.VpcId }),
      ...(az !== undefined && { az }),
      ...(Object.keys(tags).length > 0 && { tags }),
    };
  });

type Attachment = NonNullable<Inventory['TransitGatewayAttachments']>[number];

/**
 * Where the route table of each attached VPC leads: the VPCs with an active route, propagated or static. Undefined where no route
 * table is told, or where AWS has more routes than it answers at once.
 */
export function transitRouting(
  attachments: readonly Attachment[],
  { TransitGatewayRoutes }: Inventory,
): TransitGateway['routing'] {
  if (TransitGatewayRoutes === undefined) return undefined;
  const routes = Map.groupBy(TransitGatewayRoutes, (route) => route.TransitGatewayRouteTableId);
  const told = attachments.flatMap(({ ResourceId: vpc, Association }) => {
    const table = Association?.TransitGatewayRouteTableId;
    if (vpc === undefined || table === undefined) return [];
    const own = routes.get(table) ?? [];
    if (own.some((route) => route.MoreRoutes === true)) return [];
    const to = own
      .filter((route) => (route.State ?? 'active') === 'active')
      .flatMap((route) => (route.TransitGatewayAttachments ?? []).flatMap((each) => each.ResourceId ?? []));
    return [{ vpc, to: [...new Set(to)].sort() }];
  });
  return told.length === 0 ? undefined : told;
}
