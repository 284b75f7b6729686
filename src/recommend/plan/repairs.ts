import type { Place } from '../situation/place.ts';
import type { Situation } from '../situation/situation.ts';
import { mendingSet } from '../situation/zone-sets.ts';
import type { Group } from './group.ts';
import { isOpen, type NetworkState, usersOf } from './state.ts';

/** An endpoint that breaks a rule today and that the plan left alone, and the change that would mend it. */
export interface Repair {
  readonly place: Place;
  /** The network with it mended; undefined where no set of zones is enough, so that it takes a second endpoint. */
  readonly mended: NetworkState | undefined;
  readonly group: Group;
}

/** What still breaks the zone floor or the headroom reserve in a state of the network. */
export function repairsOf(situation: Situation, goal: NetworkState): readonly Repair[] {
  const users = usersOf(situation, goal);
  return situation.places.all.flatMap((place): Repair[] => {
    const set = place.zoneSets.find((each) => each.tolerated && each.zones === goal.zones[place.index]);
    if (!set || !isOpen(users, place)) return [];
    const clients = (users[place.index] ?? []).flatMap((index) => situation.clients[index] ?? []);
    const mend = mendingSet(place.zoneSets, {
      todayGbps: clients.reduce((all, client) => all + client.loadGbps, 0),
      homeZones: [...new Set(clients.flatMap((client) => client.homeZones))],
    });
    const zones = goal.zones.map((each, index) => (index === place.index && mend ? mend.zones : each));
    const move = mend ? 'add-az' : 'split';
    return [
      { place, mended: mend && { ...goal, zones }, group: { move, moves: [move], clients: [], places: [place.index] } },
    ];
  });
}
