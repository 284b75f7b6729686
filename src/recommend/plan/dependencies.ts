import type { Situation } from '../situation/situation.ts';
import type { Step } from './order.ts';
import { usersOf } from './state.ts';

/** For each step, the earlier ones it must wait for: those that free the room (load or quota) it fills, or the load before zones go. */
export function dependenciesOf(situation: Situation, steps: readonly Step[]): readonly (readonly number[])[] {
  return steps.map((step, index) => {
    const filled = placesTouched(step, 'to');
    return steps.flatMap((earlier, at) => {
      if (at >= index) return [];
      const freed = placesTouched(earlier, 'from');
      const tight = [...filled].some((place) => freed.has(place) && isTight(situation, steps, place));
      return tight ? [at] : [];
    });
  });
}

function placesTouched({ group, before, after }: Step, side: 'from' | 'to'): ReadonlySet<number> {
  const state = side === 'from' ? before : after;
  const places = group.clients.flatMap((client) => {
    const way = state.ways[client];
    return way?.kind === 'endpoint' ? [way.place.index] : [];
  });
  return new Set(side === 'to' ? [...places, ...group.places] : places);
}

/** Whether a place could not hold the clients of today and of the plan together in its final zones. */
function isTight(situation: Situation, steps: readonly Step[], place: number): boolean {
  const first = steps[0]?.before;
  const last = steps.at(-1)?.after;
  if (!first || !last) return false;
  const clients = new Set([...(usersOf(situation, first)[place] ?? []), ...(usersOf(situation, last)[place] ?? [])]);
  const load = [...clients].reduce((all, client) => all + (situation.clients[client]?.loadGbps ?? 0), 0);
  const set = situation.places.all[place]?.zoneSets.find((each) => each.zones === last.zones[place]);
  return set !== undefined && load > set.capacityGbps;
}
