import type { EndpointService, LoadBalancer } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import type { Target } from './found.ts';
import { type Instance, known } from './instances.ts';
import { regionOf } from './region.ts';
import { tagFields } from './tags.ts';
import { labelOf, TargetFinder } from './targets.ts';
import { LOAD_BALANCERS } from './wanted.ts';
import { flagOf, textOf } from './words.ts';

/** Endpoint services with the load balancers in front of them, their zones by their subnets. */
export function toEndpointServices(context: PlanContext): EndpointService[] {
  const finder = new TargetFinder(context.scope, LOAD_BALANCERS);
  return context.scope.instances.ofType('aws_vpc_endpoint_service').map((instance) => {
    const { name: _, ...fields } = tagFields(instance);
    const region = regionOf(instance, context.scope);
    const balancers = balancersOf(instance, finder, context);
    return {
      id: instance.address,
      ...fields,
      ...(region !== undefined && { region }),
      ...(balancers && {
        loadBalancers: balancers.flatMap((target) => toLoadBalancer(target, instance, context) ?? []),
      }),
    };
  });
}

function balancersOf(instance: Instance, finder: TargetFinder, { note }: PlanContext): readonly Target[] | undefined {
  const network = finder.list(instance, 'network_load_balancer_arns');
  const gateway = finder.list(instance, 'gateway_load_balancer_arns');
  if (network && gateway) return [...network.targets, ...gateway.targets];
  note('TG5061', instance, `The load balancers of ${instance.address} are not known before apply and are left out.`);
  return undefined;
}

/** A load balancer; undefined for a Gateway Load Balancer whose zones are not known, as its hours follow them. */
function toLoadBalancer(target: Target, service: Instance, context: PlanContext): LoadBalancer | undefined {
  const azs = zonesOf(target, context);
  const gateway = typeof target === 'string' ? target.includes('loadbalancer/gwy/') : isGateway(target);
  if (!azs) {
    const what = `The zones of a load balancer of ${service.address} are not known`;
    context.note('TG1150', service, gateway ? `${what}, so it is left out of the total.` : `${what}.`);
    if (gateway) return undefined;
  }
  const crossZone = typeof target === 'string' ? undefined : flagOf(known(target, 'enable_cross_zone_load_balancing'));
  return {
    id: typeof target === 'string' ? balancerName(target) : target.address,
    type: gateway ? 'gateway' : 'network',
    azs: azs ?? [],
    ...(crossZone !== undefined && { crossZone }),
  };
}

const isGateway = (balancer: Instance): boolean => textOf(known(balancer, 'load_balancer_type')) === 'gateway';

function zonesOf(target: Target, { subnets, zones }: PlanContext): string[] | undefined {
  if (typeof target === 'string') return undefined;
  const stated = subnets.list(target, 'subnets');
  const mapped = subnets.list(target, 'subnet_mapping.subnet_id');
  if (!stated || !mapped) return undefined;
  const all = new Map([...stated.targets, ...mapped.targets].map((each) => [labelOf(each), each]));
  return all.size === 0 ? undefined : zones.of([...all.values()]).azs;
}

/** The last part of a load balancer's ARN, without account and Region. */
const balancerName = (arn: string): string => arn.slice(arn.indexOf('loadbalancer/') + 'loadbalancer/'.length);
