import type { Command } from './arguments.ts';
import { type Cloud, Refusal } from './cloud.ts';

type Handler = (cloud: Cloud, command: Command) => unknown;

const tableOf = (cloud: Cloud, id: string | undefined) => {
  for (const transit of cloud.transits.values()) {
    const table = transit.tables.get(id ?? '');
    if (table) return table;
  }
  throw new Refusal('InvalidRouteTableID.NotFound', String(id));
};

const attachmentOf = (cloud: Cloud, command: Command) =>
  cloud.get(
    cloud.attachments,
    command.one('transit-gateway-attachment-id'),
    'InvalidTransitGatewayAttachmentID.NotFound',
  );

const associationOf = (cloud: Cloud, attachment: string): string | undefined => {
  for (const transit of cloud.transits.values())
    for (const [id, table] of transit.tables) if (table.associated.has(attachment)) return id;
  return undefined;
};

/** Attachments and route tables of Transit Gateways. */
export const TRANSIT: Readonly<Record<string, Handler>> = {
  'describe-transit-gateways': (cloud, command) => ({
    TransitGateways: command.all('transit-gateway-ids').map((id) => ({
      Options: {
        AssociationDefaultRouteTableId: cloud.get(cloud.transits, id, 'InvalidTransitGatewayID.NotFound').standard,
      },
    })),
  }),
  'describe-transit-gateway-vpc-attachments': (cloud, command) => ({
    TransitGatewayVpcAttachments: [...cloud.attachments.values()]
      .filter(({ id, transit, vpc }) => {
        const named = command.has('transit-gateway-attachment-ids')
          ? command.all('transit-gateway-attachment-ids').includes(id)
          : true;
        const wanted = (name: string, value: string) => command.filters.get(name)?.includes(value) ?? true;
        return named && wanted('transit-gateway-id', transit) && wanted('vpc-id', vpc);
      })
      .map(({ id }) => ({ TransitGatewayAttachmentId: id, State: 'available' })),
  }),
  'describe-transit-gateway-attachments': (cloud, command) => ({
    TransitGatewayAttachments: command.all('transit-gateway-attachment-ids').map((id) => {
      cloud.get(cloud.attachments, id, 'InvalidTransitGatewayAttachmentID.NotFound');
      const table = associationOf(cloud, id);
      return { TransitGatewayAttachmentId: id, ...(table && { Association: { TransitGatewayRouteTableId: table } }) };
    }),
  }),
  'create-transit-gateway-vpc-attachment': (cloud, command) => {
    const transit = cloud.get(cloud.transits, command.one('transit-gateway-id'), 'InvalidTransitGatewayID.NotFound');
    const vpc = command.one('vpc-id') ?? '';
    if ([...cloud.attachments.values()].some((each) => each.transit === transit.id && each.vpc === vpc))
      throw new Refusal('DuplicateTransitGatewayAttachment', vpc);
    const zones = command.all('subnet-ids').map((id) => cloud.get(cloud.subnets, id, 'InvalidSubnetID.NotFound').zone);
    if (new Set(zones).size < zones.length) throw new Refusal('DuplicateSubnetsInSameZone', zones.join());
    const id = cloud.newId('tgw-attach');
    cloud.attachments.set(id, { id, transit: transit.id, vpc });
    const standard = transit.tables.get(transit.standard);
    standard?.associated.add(id);
    standard?.propagated.add(id);
    return { TransitGatewayVpcAttachment: { TransitGatewayAttachmentId: id } };
  },
  'delete-transit-gateway-vpc-attachment': (cloud, command) => {
    const { id } = attachmentOf(cloud, command);
    cloud.attachments.delete(id);
    for (const transit of cloud.transits.values()) {
      for (const table of transit.tables.values()) {
        table.associated.delete(id);
        table.propagated.delete(id);
      }
    }
    return {};
  },
  'associate-transit-gateway-route-table': (cloud, command) => {
    const { id } = attachmentOf(cloud, command);
    if (associationOf(cloud, id) !== undefined) throw new Refusal('Resource.AlreadyAssociated', id);
    tableOf(cloud, command.one('transit-gateway-route-table-id')).associated.add(id);
    return {};
  },
  'disassociate-transit-gateway-route-table': (cloud, command) => {
    const { id } = attachmentOf(cloud, command);
    if (!tableOf(cloud, command.one('transit-gateway-route-table-id')).associated.delete(id))
      throw new Refusal('InvalidAssociation.NotFound', id);
    return {};
  },
  'get-transit-gateway-route-table-propagations': (cloud, command) => {
    const wanted = command.filters.get('transit-gateway-attachment-id') ?? [];
    const { propagated } = tableOf(cloud, command.one('transit-gateway-route-table-id'));
    return {
      TransitGatewayRouteTablePropagations: [...propagated]
        .filter((id) => wanted.includes(id))
        .map((id) => ({ TransitGatewayAttachmentId: id })),
    };
  },
  'enable-transit-gateway-route-table-propagation': (cloud, command) => {
    const { id } = attachmentOf(cloud, command);
    const { propagated } = tableOf(cloud, command.one('transit-gateway-route-table-id'));
    if (propagated.has(id)) throw new Refusal('TransitGatewayRouteTablePropagation.Duplicate', id);
    propagated.add(id);
    return {};
  },
  'disable-transit-gateway-route-table-propagation': (cloud, command) => {
    const { id } = attachmentOf(cloud, command);
    if (!tableOf(cloud, command.one('transit-gateway-route-table-id')).propagated.delete(id))
      throw new Refusal('TransitGatewayRouteTablePropagation.NotFound', id);
    return {};
  },
};
