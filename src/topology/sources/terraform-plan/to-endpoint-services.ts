import type { EndpointService, LoadBalancer } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import type { Target } from './found.ts';
import { type Instance, known } from './instances.ts';
import { regionOf } from './region.ts';
import { tagFields } from './tags.ts';
import { labelOf, TargetFinder } from './targets.ts';
import { LOAD_BALANCERS } from './wanted.ts';
import { flagOf } from './words.ts';

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
        loadBalancers: balancers.flatMap((balancer) => toLoadBalancer(balancer, instance, context) ?? []),
      }),
    };
  });
}

/** A load balancer of a service, and which list names it. */
interface Balancer {
  readonly target: Target;
  readonly type: LoadBalancer['type'];
}

/** References bound a list and do not count it: where they are more than it holds at least, nothing tells which it holds. */
function balancersOf(instance: Instance, finder: TargetFinder, { note }: PlanContext): readonly Balancer[] | undefined {
  const lists = LISTS.map(([argument, type]) => ({ type, found: finder.list(instance, argument) }));
  if (lists.every(({ found }) => found && found.atLeast === found.targets.length))
    return lists.flatMap(({ type, found }) => found?.targets.map((target) => ({ target, type })) ?? []);
  note('TG5061', instance, `The load balancers of ${instance.address} are not known before apply and are left out.`);
  return undefined;
}

const LISTS = [
  ['network_load_balancer_arns', 'network'],
  ['gateway_load_balancer_arns', 'gateway'],
] as const;

/** A load balancer; undefined for a Gateway Load Balancer whose zones are not known, as its hours follow them. */
function toLoadBalancer({ target, type }: Balancer, service: Instance, context: PlanContext): LoadBalancer | undefined {
  const zones = zonesOf(target, context);
  if (!zones) {
    const what = `The zones of a load balancer of ${service.address} are not known`;
    if (type === 'network') context.note('TG1150', service, `${what}.`);
    else {
      context.note('TG5061', service, `${what}, so its hours are left out of the total.`);
      return undefined;
    }
  }
  const { azs = [], azsAtLeast = azs.length } = zones ?? {};
  const crossZone = typeof target === 'string' ? undefined : flagOf(known(target, 'enable_cross_zone_load_balancing'));
  return {
    id: typeof target === 'string' ? balancerName(target) : target.address,
    type,
    azs,
    ...(azsAtLeast < new Set(azs).size && { azsAtLeast }),
    ...(crossZone !== undefined && { crossZone }),
  };
}

interface BalancerZones {
  readonly azs: string[];
  readonly azsAtLeast: number;
}

function zonesOf(target: Target, { subnets, zones, note }: PlanContext): BalancerZones | undefined {
  if (typeof target === 'string') return undefined;
  const stated = subnets.list(target, 'subnets');
  const mapped = subnets.list(target, 'subnet_mapping.subnet_id');
  if (!stated || !mapped) return undefined;
  const all = new Map([...stated.targets, ...mapped.targets].map((each) => [labelOf(each), each]));
  if (all.size === 0) return undefined;
  const { azs } = zones.of([...all.values()]);
  const azsAtLeast = Math.min(Math.max(stated.atLeast, mapped.atLeast, 1), new Set(azs).size);
  if (azsAtLeast < new Set(azs).size) {
    const most = new Set(azs).size;
    const message = `The subnets of ${target.address} are known as ${azsAtLeast} to ${most} zones: its hours are a range.`;
    note('TG1159', target, message);
  }
  return { azs, azsAtLeast };
}

/** The last part of a load balancer's ARN, without account and Region. */
const balancerName = (arn: string): string => arn.slice(arn.indexOf('loadbalancer/') + 'loadbalancer/'.length);
