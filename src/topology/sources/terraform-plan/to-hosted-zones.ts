import type { Topology } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { type Instance, isUnknown, known, partlyKnown } from './instances.ts';
import { labelOf, TargetFinder } from './targets.ts';
import { HOSTED_ZONES } from './wanted.ts';
import { listOf, textOf } from './words.ts';

type HostedZone = NonNullable<NonNullable<Topology['dns']>['hostedZones']>[number];

/** Private hosted zones (those with a VPC) and the VPCs they answer in. A zone that the plan makes (or takes away) belongs to the change. */
export function toHostedZones({ scope, vpcs, note }: PlanContext): HostedZone[] {
  const finder = new TargetFinder(scope, HOSTED_ZONES);
  const associated = new Map<string, string[]>();
  for (const association of scope.instances.ofType('aws_route53_zone_association')) {
    const zone = finder.one(association, 'zone_id');
    const vpc = vpcs.one(association, 'vpc_id');
    if (zone === undefined || vpc === undefined) continue;
    const list = associated.get(labelOf(zone)) ?? [];
    list.push(labelOf(vpc));
    associated.set(labelOf(zone), list);
  }
  return scope.instances.ofType('aws_route53_zone').flatMap((instance) => {
    const isPrivate = privacyOf(instance, vpcs);
    if (isPrivate === undefined)
      note('TG5061', instance, `Whether ${instance.address} is private is not known before apply, so it is left out.`);
    if (isPrivate !== true) return [];
    const name = textOf(known(instance, 'name'))?.replace(/\.$/, '');
    const inside = vpcs.list(instance, 'vpc.vpc_id')?.targets.map(labelOf) ?? [];
    return [
      {
        ...(name !== undefined && { name }),
        vpcs: [...new Set([...inside, ...(associated.get(labelOf(instance)) ?? [])])],
        ...(instance.changed && { added: true }),
      },
    ];
  });
}

/** Whether a zone is private; undefined where its `vpc` blocks are dynamic and not known before apply. */
function privacyOf(zone: Instance, vpcs: TargetFinder): boolean | undefined {
  if (!isUnknown(zone, 'vpc')) return listOf(known(zone, 'vpc')).length > 0;
  return partlyKnown(zone, 'vpc') || vpcs.sets(zone, 'vpc.vpc_id') ? true : undefined;
}
