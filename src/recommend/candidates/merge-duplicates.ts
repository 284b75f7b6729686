import { endpointOf } from '../region/client.ts';
import { todayPath } from '../region/today.ts';
import type { Candidate } from './candidate.ts';

/** Endpoints of one service in one VPC: each client can use any of them over the path it has. */
export const mergeDuplicates: Candidate = (client, regional) => {
  const joined = endpointOf(client);
  if (joined?.endpoint.vpc === undefined || client.vpc === undefined) return [];
  return regional.places
    .standing(joined.endpoint.vpc, client.service)
    .filter((place) => place.joined !== joined)
    .map((place) => ({ kind: 'endpoint', move: 'merge-duplicates', place, path: todayPath(client) }));
};
