import type { EndpointService, LoadBalancer } from '../../topology.ts';
import { certain, type Declared, declaredOf, placeOf } from './declared.ts';
import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';
import { labelsOf, tagsOf } from './to-words.ts';
import { zonesOf } from './to-zones.ts';
import { isList, isMapping, textOf, Unknown, type Value } from './value.ts';

/** Endpoint services with the load balancers in front of them, their zones by their subnets. */
export function toEndpointServices(
  stacks: readonly StackScope[],
  byPath: ReadonlyMap<string, StackScope>,
  note: Note,
): EndpointService[] {
  const balancers = new Map(
    declaredOf(stacks, 'AWS::ElasticLoadBalancingV2::LoadBalancer').map((each) => [each.id, each]),
  );
  return certain(declaredOf(stacks, 'AWS::EC2::VPCEndpointService'), note).map((service) => {
    const tags = tagsOf(service.property('Tags'));
    const names = (property: string) => {
      const value = service.property(property);
      if (!(value instanceof Unknown) || value.single) return labelsOf(value ?? null);
      note('TG5061', service.id, `The load balancers of ${service.id} are not known, so they are left out.`);
      return [];
    };
    const found = [
      ...names('NetworkLoadBalancerArns').map((id) => ({ id, type: 'network' as const })),
      ...names('GatewayLoadBalancerArns').map((id) => ({ id, type: 'gateway' as const })),
    ];
    return {
      id: service.id,
      ...placeOf(service),
      loadBalancers: found.flatMap(({ id, type }) => toBalancer(id, type, balancers.get(id), byPath, note)),
      ...(Object.keys(tags).length > 0 && { tags }),
    };
  });
}

/** A Gateway Load Balancer whose zones are not known is left out, as its hours follow them. */
function toBalancer(
  id: string,
  type: LoadBalancer['type'],
  balancer: Declared | undefined,
  byPath: ReadonlyMap<string, StackScope>,
  note: Note,
): LoadBalancer[] {
  const subnets = balancer?.property('Subnets') ?? mapped(balancer?.property('SubnetMappings'));
  const azs = subnets === undefined ? undefined : zonesOf(subnets, byPath).azs;
  if (!azs) {
    const what = `The zones of the load balancer ${id} are not known`;
    if (type === 'network') note('TG1150', id, `${what}.`);
    else {
      note('TG5061', id, `${what}, so its hours are left out of the total.`);
      return [];
    }
  }
  const crossZone = balancer && attributeOf(balancer, 'load_balancing.cross_zone.enabled');
  return [{ id, type, azs: azs ?? [], ...(crossZone !== undefined && { crossZone: crossZone === 'true' }) }];
}

function mapped(mappings: Value | undefined): Value | undefined {
  if (mappings === undefined || !isList(mappings)) return undefined;
  return mappings.map((each) => (isMapping(each) ? (each.SubnetId ?? null) : null));
}

function attributeOf(balancer: Declared, key: string): string | undefined {
  const attributes = balancer.property('LoadBalancerAttributes');
  const found =
    attributes !== undefined && isList(attributes)
      ? attributes.find((each) => isMapping(each) && textOf(each.Key) === key)
      : undefined;
  return found !== undefined && isMapping(found) ? textOf(found.Value) : undefined;
}
