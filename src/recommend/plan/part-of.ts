import { sum } from '../../core/decimal.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { endpointAt } from './endpoints-of.ts';
import { exactText } from './exact-text.ts';
import { flowsOf } from './flows-of.ts';
import type { NewNames } from './names.ts';
import { natGatewaysOf } from './nat-of.ts';
import { connectivityOf } from './paths-of.ts';
import { clientsAt, isOpen, type NetworkState } from './state.ts';

/** What a step touches: places, and the clients that move. Attachments, hosted zones and NAT gateways follow from them. */
export interface Touched {
  readonly places: readonly Place[];
  readonly clients: readonly number[];
  /** Whether it makes a hosted zone: then all zones are counted, for their price hangs on their number. */
  readonly names: boolean;
}

/**
 * A state of the network as far as a step touches it. All other bytes are in the pool baseline and all other new hosted zones are
 * counted, so that the prices of two such parts differ by exactly what the two whole networks differ by.
 */
export function partOf(regional: RegionalNetwork, state: NetworkState, names: NewNames, touched: Touched): Topology {
  const { topology, region, network, fixedGb } = regional;
  const open = touched.places.filter((place) => isOpen(state, place));
  const users = open.flatMap((place) => clientsAt(regional, state, place));
  const movers = touched.clients.flatMap((index) => regional.clients[index] ?? []);
  const beside = state.pooledGb
    .minus(sum(users.map((client) => client.gb)))
    .plus(network.baselineGb(region, 'interface'))
    .plus(fixedGb);
  const flows = users.flatMap((client) => flowsOf(client, state, names));
  const leaving = [...new Set(movers.flatMap((client) => client.vpc ?? []))];
  const vpcs = new Set([...users.flatMap((client) => client.vpc ?? []), ...open.map((place) => place.vpc), ...leaving]);
  return {
    schema: topology.schema,
    region: topology.region ?? region,
    vpcs: [...vpcs].flatMap((vpc) => network.vpcs.get(vpc) ?? []),
    endpoints: open.map((place) => endpointAt(place, clientsAt(regional, state, place), regional, state, names)),
    ...(flows.length > 0 && { flows }),
    ...(topology.connectivity && { connectivity: topology.connectivity }),
    ...connectivityOf(regional, state, movers),
    ...(touched.names && {
      dns: { hostedZones: [...(topology.dns?.hostedZones ?? []), ...zonesOf(regional, state)] },
    }),
    ...natGatewaysOf(regional, state, leaving.flatMap(regional.vpcs.natGateways)),
    pool: { ...topology.pool, [region]: { ...topology.pool?.[region], interfaceEndpointGb: exactText(beside) } },
  };
}

/** One entry for each hosted zone that has been added so far. */
const zonesOf = ({ places, dns }: RegionalNetwork, { named }: NetworkState) =>
  [...named].flatMap((index) => {
    const place = places.all[index];
    const zones = place ? dns.zonesMissing(undefined, place) : [];
    return zones.map(({ name }) => ({ name, service: place?.service ?? '', added: true }));
  });
