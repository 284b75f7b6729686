import type { NatGateway } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { type Instance, isUnknown, known } from './instances.ts';
import { regionOf } from './region.ts';
import { tagsOf } from './tags.ts';
import { labelOf } from './targets.ts';
import { textOf } from './words.ts';

/** NAT gateways of one zone: those the plan makes (or takes away) cost, others are there anyway. A regional one is another product. */
export function toNatGateways(context: PlanContext): NatGateway[] {
  return context.scope.instances.ofType('aws_nat_gateway').flatMap((instance) => toNatGateway(instance, context) ?? []);
}

function toNatGateway(instance: Instance, { scope, subnets, vpcs, zones, note }: PlanContext): NatGateway | undefined {
  if (textOf(known(instance, 'availability_mode')) === 'regional') {
    note('TG5061', instance, `${instance.address} is a regional NAT gateway, which is not priced.`);
    return undefined;
  }
  if (isUnknown(instance, 'availability_mode') && !subnets.sets(instance, 'subnet_id')) {
    note('TG5061', instance, `Whether ${instance.address} is a regional NAT gateway is not known, so it is left out.`);
    return undefined;
  }
  const subnet = subnets.one(instance, 'subnet_id');
  const [az] = subnet === undefined ? [] : zones.of([subnet]).azs;
  const vpc = subnet === undefined || typeof subnet === 'string' ? undefined : vpcs.one(subnet, 'vpc_id');
  const region = regionOf(instance, scope, az === undefined ? [] : [az]);
  const tags = tagsOf(instance);
  return {
    id: instance.address,
    ...(region !== undefined && { region }),
    ...(vpc !== undefined && { vpc: labelOf(vpc) }),
    ...(az !== undefined && { az }),
    ...(!instance.changed && { existing: true }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}
