import { shortService } from '../../core/ids.ts';
import type { OfferedService, Topology } from '../../topology/topology.ts';
import type { Place } from './place.ts';
import { remembering } from './remembering.ts';

/** Tells whether clients of a VPC find an endpoint of another one: by a hosted zone of its service, or a profile of both VPCs. */
export function dnsFinder(
  topology: Topology,
  offered: ReadonlyMap<string, OfferedService>,
  region: string,
): (vpc: string | undefined, place: Place) => boolean {
  const zones = topology.dns?.hostedZones ?? [];
  const profiles = (topology.dns?.profiles ?? []).map((profile) => new Set(profile.vpcs));
  const namesOf = remembering((service: string) => {
    const stated = offered.get(service)?.privateDnsNames ?? [];
    return new Set([`${shortService(service)}.${region}.amazonaws.com`, ...stated]);
  });
  const hasZone = remembering((place: Place) =>
    zones.some(
      ({ service, name, vpcs }) =>
        (service === place.service || (name !== undefined && namesOf(place.service).has(name.replace(/\.$/, '')))) &&
        (vpcs === undefined || vpcs.includes(place.vpc)),
    ),
  );
  return (vpc, place) =>
    hasZone(place) || profiles.some((vpcs) => vpc !== undefined && vpcs.has(vpc) && vpcs.has(place.vpc));
}
