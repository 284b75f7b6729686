import { sum } from '../../core/decimal.ts';
import type { Endpoint, Topology } from '../../topology/topology.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import type { GuardContext } from '../guards/guard.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { endpointAt } from './endpoints-of.ts';
import { exactText } from './exact-text.ts';
import { flowsOf } from './flows-of.ts';
import type { NewNames } from './names.ts';
import { natGatewaysOf } from './nat-of.ts';
import { connectivityOf, dnsOf } from './paths-of.ts';
import { policyAt } from './policy-at.ts';
import { routeTablesOf } from './routes-after.ts';
import { securityGroupsOf } from './rules-after.ts';
import { clientsAt, isOpen, type NetworkState } from './state.ts';

/** Writes a state of the network as a topology file: valid, with the plan's new attachments and hosted zones marked as added, its new routes and rules in their tables and groups. */
export function topologyOf(regional: GuardContext, state: NetworkState, names: NewNames): Topology {
  const { topology, places } = regional;
  const open = places.all.filter((place) => isOpen(state, place));
  const byEndpoint = new Map(places.all.flatMap((place) => (place.joined ? [[place.joined.endpoint.id, place]] : [])));
  const at = (place: (typeof open)[number]): Endpoint => {
    const endpoint = endpointAt(place, clientsAt(regional, state, place), regional, state, names);
    const policy = policyAt({ regional, policies: regional.policies }, state, place);
    return policy === undefined || policy === endpoint.policy ? endpoint : { ...endpoint, policy };
  };
  const standing = topology.endpoints.flatMap((endpoint): Endpoint[] => {
    const place = byEndpoint.get(endpoint.id);
    if (!place) return [endpoint];
    return isOpen(state, place) ? [at(place)] : [];
  });
  const made = open.filter((place) => place.joined === undefined).map(at);
  const flows = [
    ...(topology.flows ?? []).filter((flow) => !byEndpoint.has(flow.endpoint)),
    ...open.flatMap((place) => clientsAt(regional, state, place).flatMap((client) => flowsOf(client, state, names))),
  ];
  const { endpoints: _, flows: __, ...rest } = topology;
  return {
    ...rest,
    endpoints: [...standing, ...made, ...gatewaysOf(regional, state, names)],
    ...(flows.length > 0 && { flows }),
    ...connectivityOf(regional, state, regional.clients),
    ...dnsOf(regional, names, state),
    ...natGatewaysOf(regional, state, topology.natGateways),
    ...routeTablesOf(regional, state),
    ...securityGroupsOf(regional, state),
  };
}

/** Gateway endpoints that the state makes. */
function gatewaysOf(regional: RegionalNetwork, state: NetworkState, names: NewNames): readonly Endpoint[] {
  const users = regional.clients.filter(
    (client) => state.ways[client.index]?.kind === 'gateway' && standingGateway(client, regional) === undefined,
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
