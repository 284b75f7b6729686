import type { Topology } from '../../topology.ts';
import type { Inventory } from './schema.ts';

type OnPremises = NonNullable<NonNullable<Topology['connectivity']>['onPremises']>;

/** VPN connections and Direct Connect gateways, with what they end at. */
export function onPremisesOf(inventory: Inventory): OnPremises {
  const { VpnConnections = [], VpnGateways = [], DirectConnectGatewayAssociations = [], Region } = inventory;
  const vpcsOf = new Map(
    VpnGateways.map((gateway) => [
      gateway.VpnGatewayId,
      (gateway.VpcAttachments ?? []).flatMap(({ VpcId, State }) =>
        VpcId === undefined || (State ?? 'attached') !== 'attached' ? [] : [VpcId],
      ),
    ]),
  );
  const vpns = VpnConnections.filter(({ State }) => State === undefined || State === 'available').map((vpn) => ({
    id: vpn.VpnConnectionId,
    ...ends(vpn.TransitGatewayId, vpn.VpnGatewayId, vpcsOf),
  }));
  const local = DirectConnectGatewayAssociations.filter(
    ({ associatedGateway, associationState }) =>
      (associationState ?? 'associated') === 'associated' && (associatedGateway?.region ?? Region) === Region,
  );
  const direct = [...Map.groupBy(local, (each) => each.directConnectGatewayId)].map(([id, associations]) => {
    const all = associations.map(({ associatedGateway: gateway }) =>
      gateway?.type === 'transitGateway' ? ends(gateway.id, undefined, vpcsOf) : ends(undefined, gateway?.id, vpcsOf),
    );
    return { id, ...joined('vpcs', all), ...joined('transitGateways', all) };
  });
  return [...vpns, ...direct];
}

type Ends = Pick<OnPremises[number], 'vpcs' | 'transitGateways'>;

/** A virtual private gateway that is not described may be attached to any VPC, so nothing is named then. */
function ends(transit: string | undefined, virtual: string | undefined, vpcsOf: ReadonlyMap<string, string[]>): Ends {
  if (transit !== undefined) return { transitGateways: [transit] };
  const vpcs = virtual === undefined ? undefined : vpcsOf.get(virtual);
  return vpcs === undefined ? {} : { vpcs };
}

function joined(key: keyof Ends, all: readonly Ends[]): Ends {
  const values = all.flatMap((each) => each[key] ?? []);
  return values.length === 0 ? {} : { [key]: [...new Set(values)].sort() };
}
