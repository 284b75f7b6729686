import { endpointOf } from '../region/client.ts';
import type { Candidate } from './candidate.ts';
import { hubWays } from './hub-ways.ts';

/** A client uses the endpoint of a hub, over a Transit Gateway or a peering, instead of the one it has. */
export const shareAcrossVpcs: Candidate = (client, regional) => {
  const today = endpointOf(client)?.endpoint.vpc;
  if (today === undefined) return [];
  return hubWays(client, regional, 'share-across-vpcs').filter((way) => way.place.vpc !== today);
};
