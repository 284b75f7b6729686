import { sum } from '../../core/decimal.ts';
import { touched } from '../plan/reprice.ts';
import { clientsAt } from '../plan/state.ts';
import type { Recommendation } from '../recommendation.ts';
import type { Client } from '../region/client.ts';
import type { StepFacts } from './step-facts.ts';

/** Everybody whose traffic the touched endpoints carry at this point of the order, and who moves; the hosts count as VPCs too. */
export function blastRadiusOf(facts: StepFacts, endpoints: number): Recommendation['blastRadius'] {
  const { regional, before, after, group, moved } = facts;
  const places = [...touched(before, after, group)].flatMap((index) => regional.places.all[index] ?? []);
  const carried = places.flatMap((place) => [
    ...clientsAt(regional, before, place),
    ...clientsAt(regional, after, place),
  ]);
  const clients: readonly Client[] = [...new Set([...moved.map((each) => each.client), ...carried])];
  const vpcs = [...clients.flatMap((client) => client.vpc ?? []), ...places.map((place) => place.vpc)];
  return { vpcs: [...new Set(vpcs)], endpoints, monthlyGb: sum(clients.map((client) => client.gb)) };
}
