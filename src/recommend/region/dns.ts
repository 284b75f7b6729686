import { shortService } from '../../core/ids.ts';
import { privateDnsNames, type ServiceZone, zonesOfNames } from '../../core/private-dns-names.ts';
import { remembering } from '../../core/remembering.ts';
import type { OfferedService, Topology } from '../../topology/topology.ts';
import type { Place } from './place.ts';

/** How clients find endpoints of other VPCs. */
export interface Dns {
  /** Every hosted zone it takes to answer for a service: one for each of its private DNS names. */
  readonly zonesOf: (service: string) => readonly ServiceZone[];
  /** Zones still to be made so that clients of a VPC find an endpoint of another one; none where zones or a Route 53 Profile answer already. */
  readonly zonesMissing: (vpc: string | undefined, place: Place) => readonly ServiceZone[];
  /** Zones of the input that lead to an endpoint, in the order of its names. */
  readonly zonesLeadingTo: (place: Place) => readonly LeadingZone[];
  /** The Route 53 Profile that covers both VPCs. */
  readonly profileFor: (vpc: string | undefined, place: Place) => string | undefined;
}

/** A hosted zone that stands, and the zone of a service that it is. */
export interface LeadingZone {
  readonly zone: ServiceZone;
  readonly entry: HostedZone;
}

/** Reads the DNS of a Region. */
export function dnsOf(topology: Topology, offered: ReadonlyMap<string, OfferedService>, region: string): Dns {
  const standing = topology.dns?.hostedZones ?? [];
  const profiles = (topology.dns?.profiles ?? []).map(({ id, vpcs }) => ({ id, vpcs: new Set(vpcs) }));
  const zonesOf = remembering((service: string): readonly ServiceZone[] => {
    const zones = zonesOfNames(privateDnsNames(service, region, offered.get(service)?.privateDnsNames));
    const unknown = `private DNS name of ${shortService(service)}`;
    return zones.length > 0 ? zones : [{ name: unknown, records: [unknown] }];
  });
  const lacking = remembering((place: Place): readonly ServiceZone[] => {
    // A zone that stands leads to what stands, never to an endpoint that is still to be made.
    if (place.joined === undefined) return zonesOf(place.service);
    const here = standing.filter(({ vpcs, endpoint }) =>
      endpoint === undefined ? (vpcs?.includes(place.vpc) ?? true) : endpoint === place.joined?.endpoint.id,
    );
    // An entry that names the service and no zone stands for all its zones.
    if (here.some(({ service, name }) => service === place.service && name === undefined)) return NONE;
    const names = new Set(here.flatMap((entry) => zoneNameOf(entry) ?? []));
    return zonesOf(place.service).filter((zone) => !names.has(zone.name));
  });
  const named = Map.groupBy(standing, (entry) => zoneNameOf(entry) ?? '');
  const zonesLeadingTo = remembering((place: Place): readonly LeadingZone[] =>
    zonesOf(place.service).flatMap((zone) =>
      [...(named.get(zone.name) ?? []), ...(named.get('') ?? [])]
        .filter((entry) => zoneLeadsTo(entry, zone, place))
        .map((entry) => ({ zone, entry })),
    ),
  );
  const profileFor = (vpc: string | undefined, place: Place): string | undefined =>
    vpc === undefined ? undefined : profiles.find(({ vpcs }) => vpcs.has(vpc) && vpcs.has(place.vpc))?.id;
  return {
    zonesOf,
    zonesLeadingTo,
    profileFor,
    zonesMissing: (vpc, place) => (profileFor(vpc, place) === undefined ? lacking(place) : NONE),
  };
}

const NONE: readonly ServiceZone[] = [];

/** Name of a zone as services name theirs: without the dot at its end and the wildcard at its front. */
const zoneNameOf = ({ name }: HostedZone): string | undefined => name?.replace(/\.$/, '').replace(/^\*\./, '');

type HostedZone = NonNullable<NonNullable<Topology['dns']>['hostedZones']>[number];

/** Whether an entry of the input is a zone of a service that leads to an endpoint: it says so, or shares its VPC. */
function zoneLeadsTo(entry: HostedZone, zone: ServiceZone, place: Place): boolean {
  const name = zoneNameOf(entry);
  if (name === undefined ? entry.service !== place.service : name !== zone.name) return false;
  if (entry.endpoint !== undefined) return entry.endpoint === place.joined?.endpoint.id;
  return entry.vpcs?.includes(place.vpc) ?? true;
}
