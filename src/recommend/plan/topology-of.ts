import { type Decimal, sum } from '../../core/decimal.ts';
import type { Endpoint, Flow, Topology } from '../../topology/topology.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import type { Client } from '../situation/client.ts';
import type { Situation } from '../situation/situation.ts';
import { endpointAt } from './endpoints-of.ts';
import { exactText } from './exact-text.ts';
import type { NewNames } from './names.ts';
import { natGatewaysOf } from './nat-of.ts';
import { connectivityOf, dnsOf } from './paths-of.ts';
import { type NetworkState, usersOf } from './state.ts';

/** Which part of the network to write: all of it, or some places with everything beside endpoints. */
export interface Part {
  readonly places: ReadonlySet<number>;
}

/**
 * Writes a state of the network as a topology file: valid, with the plan's new attachments and hosted zones marked as added. A part
 * leaves the other endpoints out and puts their bytes into the pool baseline, so that the difference of two parts is the difference
 * of the two whole networks.
 */
export function topologyOf(situation: Situation, state: NetworkState, names: NewNames, part?: Part): Topology {
  const { topology, clients, places } = situation;
  const users = usersOf(situation, state);
  const at = (place: number): readonly Client[] => (users[place] ?? []).flatMap((client) => clients[client] ?? []);
  const wanted = (place: number): boolean => at(place).length > 0 && (!part || part.places.has(place));
  const byEndpoint = new Map(places.all.flatMap((place) => (place.joined ? [[place.joined.endpoint.id, place]] : [])));
  const standing = topology.endpoints.flatMap((endpoint): Endpoint[] => {
    const place = byEndpoint.get(endpoint.id);
    if (!place) return part ? [] : [endpoint];
    return wanted(place.index) ? [endpointAt(place, at(place.index), situation, state, names)] : [];
  });
  const made = places.all
    .filter((place) => place.joined === undefined && wanted(place.index))
    .map((place) => endpointAt(place, at(place.index), situation, state, names));
  const flows = (topology.flows ?? []).filter((flow) => !part && !byEndpoint.has(flow.endpoint));
  const moved = places.all
    .filter((place) => wanted(place.index))
    .flatMap((place) => at(place.index).flatMap((client) => flowsOf(client, state, names)));
  const ownGb = (): Decimal =>
    sum(
      places.all.filter((place) => wanted(place.index)).flatMap((place) => at(place.index).map((client) => client.gb)),
    );
  const { endpoints: _, flows: __, ...rest } = topology;
  return {
    ...rest,
    endpoints: [...standing, ...made, ...(part ? [] : gatewaysOf(situation, state, names))],
    ...(flows.length + moved.length > 0 && { flows: [...flows, ...moved] }),
    ...connectivityOf(situation, state),
    ...dnsOf(situation, state),
    ...natGatewaysOf(situation, state),
    ...(part && { region: topology.region ?? situation.region, pool: poolBeside(situation, state, ownGb()) }),
  };
}

/** The flows of a client to where it goes; traffic inside the VPC that no flow explained needs none. */
function flowsOf(client: Client, state: NetworkState, names: NewNames): readonly Flow[] {
  const way = state.ways[client.index];
  if (way?.kind !== 'endpoint') return [];
  const to = { endpoint: names.place(way.place), ...(way.path.via !== undefined && { via: way.path.via }) };
  const own = client.flows.map(({ flow }): Flow => {
    const { via: _, ...rest } = flow;
    const inside = flow.from.vpc === undefined && client.vpc !== undefined;
    return { ...rest, from: inside ? { ...flow.from, vpc: client.vpc } : flow.from, ...to };
  });
  if (own.length > 0 || way.path.kind === 'inside-vpc') return own;
  return [{ from: { ...(client.vpc !== undefined && { vpc: client.vpc }) }, ...to, monthlyGb: exactText(client.gb) }];
}

/** Gateway endpoints that the state makes. */
function gatewaysOf(situation: Situation, state: NetworkState, names: NewNames): readonly Endpoint[] {
  const users = situation.clients.filter(
    (client) => state.ways[client.index]?.kind === 'gateway' && standingGateway(client, situation) === undefined,
  );
  const groups = Map.groupBy(users, (client) => `${client.vpc}\u0000${client.service}`);
  return [...groups.values()].flatMap(([first, ...more]): Endpoint[] => {
    if (first?.vpc === undefined) return [];
    const gb = sum([first, ...more].map((client) => client.gb));
    return [
      {
        id: names.gateway(first.vpc, first.service),
        vpc: first.vpc,
        type: 'Gateway',
        service: first.service,
        traffic: { monthlyGb: exactText(gb) },
      },
    ];
  });
}

/** The pool baseline of a part: what the input states, what the plan leaves alone, and the clients of other places. */
function poolBeside(situation: Situation, state: NetworkState, own: Decimal): NonNullable<Topology['pool']> {
  const { topology, region, network, fixedGb } = situation;
  const gb = state.pooledGb.minus(own).plus(network.baselineGb(region, 'interface')).plus(fixedGb);
  return { ...topology.pool, [region]: { ...topology.pool?.[region], interfaceEndpointGb: exactText(gb) } };
}
