import { shortService } from '../../core/ids.ts';
import type { Place } from '../region/place.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';

/** Ids for what a plan makes: said from what it is, and not taken by anything in the network. */
export interface NewNames {
  place(place: Place): string;
  gateway(vpc: string, service: string): string;
}

/** Names every place that could be made, in their order, so that a part of the plan calls them as the whole does. */
export function newNames({ places, topology }: RegionalNetwork): NewNames {
  const taken = new Set(topology.endpoints.map((endpoint) => endpoint.id));
  const free = (wanted: string): string => {
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${count}`;
    taken.add(name);
    return name;
  };
  const made = new Map(
    places.all
      .filter((place) => place.joined === undefined)
      .map((place) => [place.index, free(`${place.vpc}-${shortService(place.service)}`)]),
  );
  const gateways = new Map<string, string>();
  return {
    place: (place) => place.joined?.endpoint.id ?? made.get(place.index) ?? '',
    gateway(vpc, service) {
      const key = `${vpc}\u0000${service}`;
      const name = gateways.get(key) ?? free(`${vpc}-${shortService(service)}-gateway`);
      gateways.set(key, name);
      return name;
    },
  };
}
