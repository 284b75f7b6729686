import type { NatGateway, Topology } from '../../topology/topology.ts';
import { listed } from './listed.ts';

/** Other VPCs whose bytes a NAT gateway may carry. */
export interface NatGuests {
  /** `routed`: a route table sends there; `possible`: nothing rules it out; `proxied`: only over a proxy behind a peering. */
  readonly kind: 'routed' | 'possible' | 'proxied';
  readonly vpcs: readonly string[];
  readonly reason: string;
}

const EVERYWHERE = new Set(['0.0.0.0/0', '::/0']);

/**
 * Whose bytes a NAT gateway may carry beside its own VPC's. Through a Transit Gateway a default route makes it the way out of other
 * VPCs; over a peering AWS routes nothing to it, a proxy could. Undefined = nobody's.
 */
export function natGuestsOf(topology: Topology): (gateway: NatGateway) => NatGuests | undefined {
  const tables = Map.groupBy(topology.routeTables ?? [], (table) => table.vpc ?? '');
  const withNat = new Set((topology.natGateways ?? []).map((gateway) => gateway.vpc));
  const active = (vpc: string) =>
    (tables.get(vpc) ?? []).flatMap((table) => table.routes).filter((route) => route.active !== false);
  return ({ id, vpc = '', clients }) => {
    if (clients === 'vpc-only') return undefined;
    const transit = (topology.connectivity?.transitGateways ?? []).filter((each) => each.vpcs.includes(vpc));
    const gateways = new Set(transit.map((each) => each.id));
    // Without a route back over a Transit Gateway no answer reaches another VPC.
    const answers = !tables.has(vpc) || active(vpc).some((route) => gateways.has(route.target));
    const others = answers ? [...new Set(transit.flatMap((each) => each.vpcs))].filter((each) => each !== vpc) : [];
    const sends = others.filter((each) =>
      active(each).some((route) => EVERYWHERE.has(route.destination) && gateways.has(route.target)),
    );
    if (sends.length > 0)
      return { kind: 'routed', vpcs: sends, reason: `route tables of ${listed(sends)} send 0.0.0.0/0 towards ${id}` };
    const silent = others.filter((each) => !tables.has(each));
    const possible = clients === 'outside' ? others : silent.filter((each) => !withNat.has(each));
    if (possible.length > 0 || clients === 'outside')
      return { kind: 'possible', vpcs: possible, reason: `${id} may carry bytes of ${listed(possible)} too` };
    const peers = (topology.connectivity?.peerings ?? [])
      .filter((each) => each.between.includes(vpc))
      .flatMap((each) => each.between.filter((other) => other !== vpc));
    const weak = [...new Set([...silent, ...peers])];
    return weak.length === 0
      ? undefined
      : { kind: 'proxied', vpcs: weak, reason: `whether ${listed(weak)} send bytes through ${id} is not known` };
  };
}
