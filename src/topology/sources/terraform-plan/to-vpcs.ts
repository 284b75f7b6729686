import type { Topology } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { known } from './instances.ts';
import { regionOf } from './region.ts';
import { tagFields } from './tags.ts';
import { labelOf } from './targets.ts';
import { textOf } from './words.ts';

type Vpc = NonNullable<Topology['vpcs']>[number];

/** VPCs with their CIDR blocks, those that `aws_vpc_ipv4_cidr_block_association` adds included. */
export function toVpcs({ scope, vpcs }: PlanContext): Vpc[] {
  const more = new Map<string, string[]>();
  for (const association of scope.instances.ofType('aws_vpc_ipv4_cidr_block_association')) {
    const vpc = vpcs.one(association, 'vpc_id');
    const cidr = textOf(known(association, 'cidr_block'));
    if (vpc === undefined || cidr === undefined) continue;
    const list = more.get(labelOf(vpc)) ?? [];
    list.push(cidr);
    more.set(labelOf(vpc), list);
  }
  return scope.instances.ofType('aws_vpc', 'aws_default_vpc').map((instance) => {
    const id = labelOf(instance);
    const region = regionOf(instance, scope);
    const cidr = textOf(known(instance, 'cidr_block'));
    const cidrs = [...(cidr === undefined ? [] : [cidr]), ...(more.get(id) ?? [])];
    return {
      id,
      ...tagFields(instance),
      ...(region !== undefined && { region }),
      ...(cidrs.length > 0 && { cidrs }),
    };
  });
}
