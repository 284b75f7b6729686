import { isEndpoint, type StepFacts } from '../explain/step-facts.ts';
import type { Client } from '../region/client.ts';
import type { Place } from '../region/place.ts';

/** Clients of a step that come to an endpoint in another VPC, by endpoint. */
export function arrivalsBy({ moved }: StepFacts): readonly (readonly [Place, readonly Client[]])[] {
  const arrivals = moved.flatMap(({ client, from, to }) => {
    const stays = isEndpoint(from) && isEndpoint(to) && from.place === to.place;
    return isEndpoint(to) && to.move !== undefined && to.path.kind !== 'inside-vpc' && !stays
      ? [{ place: to.place, client }]
      : [];
  });
  const groups = Map.groupBy(arrivals, (arrival) => arrival.place);
  return [...groups].map(([place, members]) => [place, members.map((member) => member.client)]);
}
