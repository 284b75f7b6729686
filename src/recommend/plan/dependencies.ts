import type { Situation } from '../situation/situation.ts';
import { isSameZones } from '../situation/zone-sets.ts';
import type { Step } from './order.ts';

/** For each step, the earlier ones it must wait for: those that free the load it fills, and those that make or change what it uses. */
export function dependenciesOf(situation: Situation, steps: readonly Step[]): readonly (readonly number[])[] {
  const tight = tightPlaces(situation, steps);
  const freed = steps.map((step) => placesTouched(step, 'from', tight));
  const made = steps.map((step) => thingsOf(situation, step));
  return steps.map((step, index) => {
    const filled = placesTouched(step, 'to', tight);
    const uses = made[index] ?? new Set();
    return steps.slice(0, index).flatMap((_, at) => {
      const frees = [...filled].some((place) => freed[at]?.has(place));
      return frees || [...uses].some((thing) => made[at]?.has(thing)) ? [at] : [];
    });
  });
}

/** What two steps cannot both make or change: new endpoints, zones of an endpoint, routes between two VPCs, attachments, merged policies, NAT gateways. */
function thingsOf({ clients }: Situation, { group, before, after }: Step): ReadonlySet<string> {
  const things = new Set<string>();
  for (const place of group.places) things.add(`place ${place}`);
  for (const index of group.clients) {
    const client = clients[index];
    const [from, to] = [before.ways[index], after.ways[index]];
    if (from?.kind === 'nat') things.add(`nat ${from.gateway.id}`);
    if (from?.kind === 'endpoint') things.add(`place ${from.place.index}`);
    if (to?.kind !== 'endpoint' || !client) continue;
    things.add(`place ${to.place.index}`);
    if (to.path.via !== undefined) things.add(`path ${[client.vpc, to.place.vpc].toSorted().join(' ')} ${to.path.via}`);
    for (const { gateway, vpc } of to.path.attachments) things.add(`attachment ${gateway} ${vpc}`);
  }
  return things;
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
