import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { survivorFactor } from '../region/zone-load.ts';
import { isSameZones, mendingSet } from '../region/zone-sets.ts';
import type { Group } from './group.ts';
import { clientsAt, isOpen, type NetworkState } from './state.ts';

/** An endpoint that breaks a rule today and that the plan left alone, and the change that would mend it. */
export interface Repair {
  readonly place: Place;
  /** The network with it mended; undefined where no set of zones is enough, so that it takes a second endpoint. */
  readonly mended: NetworkState | undefined;
  readonly group: Group;
}

/** What still breaks the zone floor or the headroom reserve in a state of the network. */
export function repairsOf(regional: RegionalNetwork, goal: NetworkState): readonly Repair[] {
  return regional.places.all.flatMap((place): Repair[] => {
    const same = place.zoneSets.filter((each) => isSameZones(each.zones, goal.zones[place.index] ?? []));
    if (!isOpen(goal, place) || !same.some((each) => each.tolerated)) return [];
    const clients = clientsAt(regional, goal, place);
    const zonesNow = goal.zones[place.index] ?? [];
    const load = clients.reduce((all, each) => all + each.loadGbps * survivorFactor(each, place.joined, zonesNow), 0);
    if (same.some((each) => !each.tolerated && load <= each.capacityGbps)) return [];
    const mend = mendingSet(place.zoneSets, {
      todayGbps: load,
      homeZones: [...new Set(clients.flatMap((client) => client.homeZones))],
    });
    const zones = goal.zones.map((each, index) => (index === place.index && mend ? mend.zones : each));
    const move = mend ? 'add-az' : 'split';
    return [
      { place, mended: mend && { ...goal, zones }, group: { move, moves: [move], clients: [], places: [place.index] } },
    ];
  });
}
