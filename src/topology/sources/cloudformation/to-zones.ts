import { placeholderZone, zoneKind } from '../../../core/ids.ts';
import type { StackScope } from './scope.ts';
import { isList, ResourceRef, textOf, Unknown, type Value } from './value.ts';

/** Where an endpoint's network interfaces stand. */
export interface TemplateZones {
  /** One zone per subnet; undefined = the number of subnets is not known. */
  readonly azs: string[] | undefined;
  readonly subnets: string[] | undefined;
  /** Whether every zone is named by the template; placeholders are counted, not named. */
  readonly stated: boolean;
}

/**
 * Zones of a subnet list. AWS takes one subnet per zone for an endpoint, so n subnets are n zones even where their names are not
 * known; a list whose length is not known gives no zones at all.
 */
export function zonesOf(subnetIds: Value | undefined, stacks: ReadonlyMap<string, StackScope>): TemplateZones {
  if (subnetIds === undefined || subnetIds === null) return { azs: [], subnets: [], stated: true };
  const subnets = new Map<string, string>();
  for (const subnet of isList(subnetIds) ? subnetIds.flat() : [subnetIds]) {
    const label = labelOf(subnet as Value, isList(subnetIds));
    if (label === undefined) return { azs: undefined, subnets: undefined, stated: false };
    if (!subnets.has(label))
      subnets.set(label, zoneOf(subnet as Value, stacks) ?? distinct(label, [...subnets.values()]));
  }
  const azs = [...subnets.values()];
  if (azs.some((zone) => CDK_ZONE.test(zone))) return { azs: undefined, subnets: undefined, stated: false };
  return {
    azs,
    subnets: [...subnets.keys()],
    stated: azs.every((zone) => !['placeholder', 'unknown'].includes(zoneKind(zone))),
  };
}

/** A name for one subnet; undefined where the value may be several, or is no id at all. */
function labelOf(subnet: Value, inList: boolean): string | undefined {
  if (subnet instanceof Unknown) return inList && subnet.single ? subnet.label : undefined;
  if (subnet instanceof ResourceRef) return inList ? idOf(subnet).label : undefined;
  const text = textOf(subnet);
  return text !== undefined && CDK_SUBNET.test(text) ? undefined : text;
}

/** What the CDK writes for subnets and zones that it has not looked up: how many there are is not known. */
const CDK_SUBNET = /^(?:s|p|i|iso)-(?:12345|67890)$/;
const CDK_ZONE = /^dummy\d[a-z]$/;

/** `Ref` of a subnet and its attribute SubnetId are the same id. */
const idOf = (subnet: ResourceRef): ResourceRef =>
  subnet.attribute === 'SubnetId' ? new ResourceRef(subnet.stack, subnet.logicalId) : subnet;

function zoneOf(subnet: Value, stacks: ReadonlyMap<string, StackScope>): string | undefined {
  if (!(subnet instanceof ResourceRef)) return undefined;
  const stack = stacks.get(subnet.stack);
  const zone =
    stack?.property(subnet.logicalId, 'AvailabilityZone') ?? stack?.property(subnet.logicalId, 'AvailabilityZoneId');
  if (zone instanceof Unknown && zone.single) return placeholderZone(zone.label);
  return textOf(zone);
}

/** A placeholder for the zone of a subnet, different from those of the subnets before it. */
function distinct(label: string, taken: readonly string[]): string {
  const zone = placeholderZone(label);
  return taken.includes(zone) ? placeholderZone(`${label}#${taken.length}`) : zone;
}
