import { Decimal, sum } from '../../core/decimal.ts';
import type { NatGateway, Topology } from '../../topology/topology.ts';
import type { Client } from '../region/client.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { exactText } from './exact-text.ts';
import type { NetworkState } from './state.ts';

/** The given NAT gateways in a state of the network: with what came and went, and without those nobody needs any more. */
export function natGatewaysOf(
  { byVpc, removable }: RegionalNetwork,
  state: NetworkState,
  gateways: readonly NatGateway[] | undefined,
): Pick<Topology, 'natGateways'> {
  if (!gateways) return {};
  const natGateways = gateways.flatMap((gateway) => {
    const clients = byVpc.get(gateway.vpc) ?? [];
    const users = clients.filter((client) => {
      const way = state.ways[client.index];
      return way?.kind === 'nat' && way.gateway === gateway;
    });
    const left = clients.filter((client) => isHome(client, gateway) && !users.includes(client));
    const arrived = users.filter((client) => !isHome(client, gateway));
    if (left.length === 0 && arrived.length === 0) return [gateway];
    if (users.length === 0 && removable.has(gateway)) return [];
    return [changed(gateway, left, arrived)];
  });
  return { natGateways };
}

const isHome = ({ origin }: Client, gateway: NatGateway): boolean =>
  origin.kind === 'nat' && origin.gateway === gateway;

function changed(gateway: NatGateway, left: readonly Client[], arrived: readonly Client[]): NatGateway {
  const gone = new Set(left.map((client) => client.service));
  const destinations = gateway.destinations?.filter((each) => !gone.has(each.service)) ?? [];
  const came = sum(arrived.map((client) => client.gb));
  const went = sum(left.map((client) => client.gb));
  const { destinations: _, monthlyGb, addedGb, ...rest } = gateway;
  const counted = monthlyGb !== undefined;
  const onTop = counted ? undefined : came.plus(addedGb ?? 0);
  return {
    ...rest,
    ...(monthlyGb !== undefined && {
      monthlyGb: exactText(new Decimal(monthlyGb).minus(went).plus(counted ? came : 0)),
    }),
    ...(counted && addedGb !== undefined && { addedGb }),
    ...(onTop && !onTop.isZero() && { addedGb: exactText(onTop) }),
    destinations: [
      ...destinations,
      ...arrived.map((client) => ({ service: client.service, monthlyGb: exactText(client.gb) })),
    ],
  };
}
