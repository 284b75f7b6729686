import type { Topology } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { type Instance, isUnknown, known, partlyKnown } from './instances.ts';
import { regionOf } from './region.ts';
import { labelOf } from './targets.ts';
import { listOf, own, textOf } from './words.ts';

type ResolverEndpoint = NonNullable<NonNullable<Topology['dns']>['resolverEndpoints']>[number];

/** Blocks that give an address each, as the AWS provider and Cloud Control call them. */
const ADDRESSES = ['ip_address', 'ip_addresses'] as const;

/** Route 53 Resolver endpoints with their network interfaces. One that the plan makes, takes away or gives more or fewer addresses is priced. */
export const toResolverEndpoints = (context: PlanContext): ResolverEndpoint[] =>
  context.scope.instances.ofType('aws_route53_resolver_endpoint').map((instance) => {
    const region = regionOf(instance, context.scope);
    const vpc = vpcOf(instance, context);
    const count = interfacesOf(instance);
    return {
      id: instance.address,
      ...(region !== undefined && { region }),
      ...(vpc !== undefined && { vpc }),
      direction: textOf(known(instance, 'direction')) === 'OUTBOUND' ? ('outbound' as const) : ('inbound' as const),
      ...(count !== undefined && { networkInterfaces: count }),
      ...((instance.changed || isResized(instance, count)) && { added: true }),
    };
  });

/** Whether a standing endpoint has another number of addresses on the other side of the plan: its hours are then priced on both. */
function isResized({ prior, next }: Instance, count: number | undefined): boolean {
  const other = next ?? prior;
  if (Object.keys(other).length === 0) return false;
  const [listed = []] = ADDRESSES.map((name) => listOf(own(other, name))).filter((list) => list.length > 0);
  return listed.length !== count;
}

/** One network interface for each address; undefined where the plan does not tell how many there are. */
function interfacesOf(instance: Instance): number | undefined {
  for (const name of ADDRESSES) {
    const listed = isUnknown(instance, name) ? partlyKnown(instance, name) : listOf(known(instance, name));
    if (listed && listed.length > 0) return listed.length;
  }
  return undefined;
}

function vpcOf(instance: Instance, { subnets, vpcs }: PlanContext): string | undefined {
  const stated = textOf(known(instance, 'host_vpc_id'));
  if (stated !== undefined) return stated;
  for (const name of ADDRESSES) {
    const [first] = subnets.list(instance, `${name}.subnet_id`)?.targets ?? [];
    const vpc = first === undefined || typeof first === 'string' ? undefined : vpcs.one(first, 'vpc_id');
    if (vpc !== undefined) return labelOf(vpc);
  }
  return undefined;
}
