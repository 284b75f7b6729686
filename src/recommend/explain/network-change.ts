import { sum, ZERO } from '../../core/decimal.ts';
import type { NetworkChange } from '../recommendation.ts';
import { isEndpoint, type StepFacts, zonesOf } from './step-facts.ts';

/** What a step does to endpoints, one by one. */
export function networkChangeOf(facts: StepFacts): NetworkChange {
  const { closed, made, rezoned, names } = facts;
  return {
    removes: closed.map((place) => ({ id: names.place(place), azs: zonesOf(facts, place).before })),
    makes: made.map((place) => ({
      id: names.place(place),
      vpc: place.vpc,
      service: place.service,
      azs: zonesOf(facts, place).after,
    })),
    rezones: rezoned.map((place) => {
      const { before, after } = zonesOf(facts, place);
      return { id: names.place(place), from: before, to: after };
    }),
    relieves: relieved(facts),
  };
}

/** Endpoints that stay and lose clients. */
function relieved({ moved, closed, names }: StepFacts): NetworkChange['relieves'] {
  const gone = new Set(closed);
  const leaving = moved.flatMap(({ client, from }) =>
    isEndpoint(from) && !gone.has(from.place) ? [{ place: from.place, gb: client.gb }] : [],
  );
  return [...Map.groupBy(leaving, (each) => each.place)].map(([place, group]) => ({
    id: names.place(place),
    gb: sum(group.map((each) => each.gb)),
    ofGb: place.joined?.traffic?.monthlyGb ?? ZERO,
  }));
}
