import { INSIDE } from '../region/reach.ts';
import type { Candidate } from './candidate.ts';
import { hubWays, placesAt } from './hub-ways.ts';

/** Traffic to an AWS service leaves the NAT gateway for an endpoint: a new one in its VPC, or a hub's. */
export const endpointInsteadOfNat: Candidate = (client, regional) => {
  if (client.origin.kind !== 'nat' || client.vpc === undefined) return [];
  const own = placesAt(client.vpc, client, regional)
    .filter((place) => place.joined === undefined)
    .map((place) => ({ kind: 'endpoint', move: 'endpoint-instead-of-nat', place, path: INSIDE }) as const);
  return [...own, ...hubWays(client, regional, 'endpoint-instead-of-nat')];
};
