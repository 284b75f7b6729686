import { isForeign } from '../region/client.ts';
import { INSIDE } from '../region/reach.ts';
import type { Candidate } from './candidate.ts';
import { placesAt } from './hub-ways.ts';

/** Sharing undone: a client whose fee per GB on the way to a hub exceeds the hours of an endpoint in its own VPC. */
export const localise: Candidate = (client, regional) => {
  if (client.vpc === undefined || !isForeign(client)) return [];
  return placesAt(client.vpc, client, regional).map((place) => ({
    kind: 'endpoint',
    move: 'localise',
    place,
    path: INSIDE,
  }));
};
