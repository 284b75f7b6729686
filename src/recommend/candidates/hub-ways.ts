import type { Move } from '../move.ts';
import { policyClass } from '../policy/policy-class.ts';
import { type Client, endpointOf } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import { pathsBetween } from '../situation/reach.ts';
import type { Situation } from '../situation/situation.ts';
import type { Way } from '../way.ts';

type EndpointWay = Extract<Way, { kind: 'endpoint' }>;

/** Every hub of a client's service that can be reached, by every path: at endpoints that stand there, else at one to be made. */
export function hubWays(client: Client, situation: Situation, move: Move): readonly EndpointWay[] {
  const { vpc } = client;
  if (vpc === undefined) return [];
  return situation.hubs(client.service).flatMap((hub) => {
    if (hub === vpc) return [];
    const paths = pathsBetween(vpc, hub, situation);
    if (paths.length === 0) return [];
    return placesAt(hub, client, situation).flatMap((place) =>
      paths.map((path): EndpointWay => ({ kind: 'endpoint', move, place, path })),
    );
  });
}

/** Endpoints of the client's service in a VPC; where none stands, the one it would make there. */
export function placesAt(vpc: string, client: Client, { places }: Situation): readonly Place[] {
  const standing = places.standing(vpc, client.service);
  if (standing.length > 0) return standing;
  const made = places.create(vpc, client.service, policyClass(endpointOf(client)?.endpoint.policy));
  return made ? [made] : [];
}
