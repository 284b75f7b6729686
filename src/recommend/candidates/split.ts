import { policyClass } from '../policy/policy-class.ts';
import { endpointOf } from '../region/client.ts';
import { endpointsNeeded } from '../region/endpoints-needed.ts';
import { todayPath } from '../region/today.ts';
import type { Candidate } from './candidate.ts';

/** A second endpoint beside one that cannot hold the load of its clients with a zone lost. */
export const split: Candidate = (client, regional) => {
  const joined = endpointOf(client);
  const place = joined && regional.places.of(joined.endpoint.id);
  if (!place || client.vpc === undefined) return [];
  const most = Math.max(...place.zoneSets.filter((set) => !set.tolerated).map((set) => set.capacityGbps));
  const loads = (regional.byEndpoint.get(joined) ?? []).map((each) => each.loadGbps);
  const more = (endpointsNeeded(loads, most) ?? 1) - 1;
  return Array.from({ length: more }, (_, index) => `${index + 2} ${policyClass(joined.endpoint.policy)}`).flatMap(
    (variant) => {
      const second = regional.places.create(place.vpc, place.service, variant);
      return second ? [{ kind: 'endpoint', move: 'split', place: second, path: todayPath(client) } as const] : [];
    },
  );
};
