import type { RegionalNetwork } from '../region/regional-network.ts';
import { roomIn } from '../region/room.ts';
import { isSameZones } from '../region/zone-sets.ts';
import type { Step } from './order.ts';
import { isOpen } from './state.ts';

/** For each step, the earlier ones it must wait for: those that free the load it fills, and those that make or change what it uses. */
export function dependenciesOf(regional: RegionalNetwork, steps: readonly Step[]): readonly (readonly number[])[] {
  const tight = tightPlaces(regional, steps);
  const freed = steps.map((step) => placesTouched(step, 'from', tight));
  const made = steps.map((step) => thingsOf(regional, step));
  const full = fullVpcs(regional, steps);
  return steps.map((step, index) => {
    const filled = placesTouched(step, 'to', tight);
    const uses = made[index] ?? new Set();
    return steps.slice(0, index).flatMap((_, at) => {
      const frees = [...filled].some((place) => freed[at]?.has(place));
      const room = [...full].some((vpc) => opens(regional, step, vpc) > 0 && opens(regional, steps[at], vpc) < 0);
      return frees || room || [...uses].some((thing) => made[at]?.has(thing)) ? [at] : [];
    });
  });
}

/** Endpoints that a step leaves more in a VPC, or less. */
function opens({ places }: RegionalNetwork, step: Step | undefined, vpc: string): number {
  if (!step) return 0;
  const open = (state: Step['before']): number =>
    places.all.filter((place) => place.vpc === vpc && isOpen(state, place)).length;
  return open(step.after) - open(step.before);
}

/** VPCs without room for what is made before something is removed: removals come last in a step, so what is made waits for the steps that remove. */
function fullVpcs(regional: RegionalNetwork, steps: readonly Step[]): ReadonlySet<string> {
  const room = roomIn(regional);
  const made = new Map<string, number>();
  for (const { vpc, joined, index } of regional.places.all) {
    const isMade = joined === undefined && steps.some((step) => (step.after.users[index]?.length ?? 0) > 0);
    if (isMade) made.set(vpc, (made.get(vpc) ?? 0) + 1);
  }
  return new Set([...made].flatMap(([vpc, count]) => (room(vpc).standing + count > room(vpc).limit ? [vpc] : [])));
}

/** What two steps cannot both make or change: new endpoints, zones of an endpoint, routes between two VPCs, attachments, merged policies, NAT gateways. */
function thingsOf({ clients }: RegionalNetwork, { group, before, after }: Step): ReadonlySet<string> {
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
function tightPlaces(regional: RegionalNetwork, steps: readonly Step[]): ReadonlySet<number> {
  const first = steps[0]?.before;
  const last = steps.at(-1)?.after;
  if (!first || !last) return new Set();
  const tight = regional.places.all.filter((place) => {
    const clients = new Set([...(first.users[place.index] ?? []), ...(last.users[place.index] ?? [])]);
    const load = [...clients].reduce((all, client) => all + (regional.clients[client]?.loadGbps ?? 0), 0);
    const set = place.zoneSets.find(
      (each) => !each.tolerated && isSameZones(each.zones, last.zones[place.index] ?? []),
    );
    return set !== undefined && load > set.capacityGbps;
  });
  return new Set(tight.map((place) => place.index));
}
