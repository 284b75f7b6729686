import type { Inventory } from './schema.ts';

/** Joins zone names, which mean something in one account only, to zone ids, which mean the same in all. */
export interface ZoneBook {
  /** The zone id of a name; the name itself where no answer tells the id. */
  ofName(name: string): string;
  /** The zone of a subnet: its id, else its name, else undefined. */
  ofSubnet(subnet: string): string | undefined;
}

export function zoneBook(inventory: Inventory): ZoneBook {
  const ids = new Map<string, string>();
  for (const { ZoneName, ZoneId } of inventory.AvailabilityZones ?? []) {
    if (ZoneName !== undefined && ZoneId !== undefined) ids.set(ZoneName, ZoneId);
  }
  const subnets = new Map<string, string>();
  for (const subnet of inventory.Subnets ?? []) {
    const { AvailabilityZone: name, AvailabilityZoneId: id } = subnet;
    if (name !== undefined && id !== undefined) ids.set(name, id);
    const zone = id ?? (name === undefined ? undefined : (ids.get(name) ?? name));
    if (zone !== undefined) subnets.set(subnet.SubnetId, zone);
  }
  return { ofName: (name) => ids.get(name) ?? name, ofSubnet: (subnet) => subnets.get(subnet) };
}
