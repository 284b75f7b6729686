import type { Client } from '../situation/client.ts';
import type { Place } from '../situation/place.ts';
import { isEndpoint, type StepFacts } from './step-facts.ts';

/** Clients of a step that come to an endpoint in another VPC, by endpoint. */
export function arrivalsBy({ moved }: StepFacts): readonly (readonly [Place, readonly Client[]])[] {
  const arrivals = moved.flatMap(({ client, to }) =>
    isEndpoint(to) && to.move !== undefined && to.path.kind !== 'inside-vpc' ? [{ place: to.place, client }] : [],
  );
  const groups = Map.groupBy(arrivals, (arrival) => arrival.place);
  return [...groups].map(([place, members]) => [place, members.map((member) => member.client)]);
}
