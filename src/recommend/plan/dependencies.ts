import type { Situation } from '../situation/situation.ts';
import { isSameZones } from '../situation/zone-sets.ts';
import type { Step } from './order.ts';

/** For each step, the earlier ones it must wait for: those that free the load it fills, or that it needs gone before zones go. */
export function dependenciesOf(situation: Situation, steps: readonly Step[]): readonly (readonly number[])[] {
  const tight = tightPlaces(situation, steps);
  if (tight.size === 0) return steps.map(() => []);
  const freed = steps.map((step) => placesTouched(step, 'from', tight));
  return steps.map((step, index) => {
    const filled = placesTouched(step, 'to', tight);
    return freed.slice(0, index).flatMap((places, at) => ([...filled].some((place) => places.has(place)) ? [at] : []));
  });
}

function placesTouched(step: Step, side: 'from' | 'to', among: ReadonlySet<number>): ReadonlySet<number> {
  const state = side === 'from' ? step.before : step.after;
  const places = step.group.clients.flatMap((client) => {
    const way = state.ways[client];
    return way?.kind === 'endpoint' ? [way.place.index] : [];
  });
  return new Set([...places, ...(side === 'to' ? step.group.places : [])].filter((place) => among.has(place)));
}

/** Places that could not hold the clients of today and of the plan together in their final zones. */
function tightPlaces(situation: Situation, steps: readonly Step[]): ReadonlySet<number> {
  const first = steps[0]?.before;
  const last = steps.at(-1)?.after;
  if (!first || !last) return new Set();
  const tight = situation.places.all.filter((place) => {
    const clients = new Set([...(first.users[place.index] ?? []), ...(last.users[place.index] ?? [])]);
    const load = [...clients].reduce((all, client) => all + (situation.clients[client]?.loadGbps ?? 0), 0);
    const set = place.zoneSets.find(
      (each) => !each.tolerated && isSameZones(each.zones, last.zones[place.index] ?? []),
    );
    return set !== undefined && load > set.capacityGbps;
  });
  return new Set(tight.map((place) => place.index));
}
