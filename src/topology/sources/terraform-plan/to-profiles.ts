import type { Topology } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { regionOf } from './region.ts';
import { labelOf, TargetFinder } from './targets.ts';
import { PROFILES } from './wanted.ts';

type Profile = NonNullable<NonNullable<Topology['dns']>['profiles']>[number];

/** Route 53 Profiles with the VPCs they are associated with. One that the plan makes (or takes away) belongs to the change. */
export function toProfiles(context: PlanContext): Profile[] {
  const { scope, vpcs } = context;
  const finder = new TargetFinder(scope, PROFILES);
  const associated = new Map<string, string[]>();
  for (const association of scope.instances.ofType('aws_route53profiles_association')) {
    const profile = finder.one(association, 'profile_id');
    if (profile === undefined) {
      context.note('TG5061', association, `The profile of ${association.address} is not known, so it is left out.`);
      continue;
    }
    const vpc = vpcs.one(association, 'resource_id') ?? association;
    associated.set(labelOf(profile), [...(associated.get(labelOf(profile)) ?? []), labelOf(vpc)]);
  }
  return scope.instances.ofType('aws_route53profiles_profile').map((profile) => {
    const region = regionOf(profile, scope);
    return {
      id: labelOf(profile),
      ...(region !== undefined && { region }),
      vpcs: associated.get(labelOf(profile)) ?? [],
      ...(profile.changed && { added: true }),
    };
  });
}
