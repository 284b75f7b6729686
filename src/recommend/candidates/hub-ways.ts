import type { Move } from '../move.ts';
import { policyClass } from '../policy/policy-class.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Way } from '../way.ts';

type EndpointWay = Extract<Way, { kind: 'endpoint' }>;

/** Every hub of a client's service that can be reached, by every path: at endpoints that stand there, else at one to be made. */
export function hubWays(client: Client, regional: RegionalNetwork, move: Move): readonly EndpointWay[] {
  const { vpc } = client;
  if (vpc === undefined) return [];
  return regional.hubs(client.service).flatMap((hub) => {
    if (hub === vpc) return [];
    const paths = regional.paths(vpc, hub);
    if (paths.length === 0) return [];
    return placesAt(hub, client, regional).flatMap((place) =>
      paths.map((path): EndpointWay => ({ kind: 'endpoint', move, place, path })),
    );
  });
}

/** Endpoints of the client's service in a VPC; where none stands, those that could be made there, one for each endpoint policy. */
export function placesAt(vpc: string, client: Client, { places, byService }: RegionalNetwork): readonly Place[] {
  const standing = places.standing(vpc, client.service);
  if (standing.length > 0) return standing;
  const users = (byService.get(client.service) ?? []).filter((each) => endpointOf(each) !== undefined);
  // Traffic that no policy bound so far can join an endpoint made for any; where nobody has one, it has its own.
  const joined = endpointOf(client);
  const like = joined ? [client] : users.length > 0 ? users : [client];
  const variants = new Set(like.map((each) => policyClass(endpointOf(each)?.endpoint.policy)));
  return [...variants].flatMap((variant) => places.create(vpc, client.service, variant) ?? []);
}
