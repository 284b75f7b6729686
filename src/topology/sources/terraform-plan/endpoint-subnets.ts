import type { Target } from './found.ts';
import { type Instance, isUnknown } from './instances.ts';
import type { PlanScope } from './resolver.ts';
import { labelOf, TargetFinder, type Targets } from './targets.ts';
import { ENDPOINTS, SUBNETS } from './wanted.ts';

/** Subnets an endpoint has a network interface in; undefined = not known before apply. */
export interface EndpointSubnets {
  readonly subnets: readonly Target[] | undefined;
  /** The configuration had to tell, because the values are not known before apply. */
  readonly derived: boolean;
}

const ASSOCIATION = 'aws_vpc_endpoint_subnet_association';
/** No Region has as many zones; more subnets than that are no endpoint's. */
const MOST_SUBNETS = 64;

const UNKNOWN: EndpointSubnets = { subnets: undefined, derived: false };

/** Finds the subnets of endpoints: their own arguments, and what `aws_vpc_endpoint_subnet_association` adds or takes away. */
export class EndpointSubnetFinder {
  readonly #subnets: TargetFinder;
  readonly #endpoints: TargetFinder;
  readonly #added = new Map<Target, Instance[]>();
  readonly #taken = new Map<Target, Instance[]>();
  /** Endpoints that an association may belong to, where nothing tells which of them. */
  readonly #doubtful = new Set<Target>();

  constructor(scope: PlanScope, removed: readonly Instance[]) {
    this.#subnets = new TargetFinder(scope, SUBNETS);
    this.#endpoints = new TargetFinder(scope, ENDPOINTS);
    const doubts = new Set<readonly Target[]>();
    for (const association of scope.instances.ofType(ASSOCIATION)) {
      const endpoint = this.#endpoints.one(association, 'vpc_endpoint_id');
      if (endpoint !== undefined) push(this.#added, endpoint, association);
      else doubts.add(this.#endpoints.candidates(association, 'vpc_endpoint_id'));
    }
    for (const candidates of doubts) for (const each of candidates) this.#doubtful.add(each);
    for (const association of removed) {
      const endpoint = association.type === ASSOCIATION && this.#endpoints.one(association, 'vpc_endpoint_id');
      if (endpoint) push(this.#taken, endpoint, association);
    }
  }

  /** Every block's subnet stands in `subnet_ids` too; some providers plan a change of these and leave the blocks of before. */
  #blocksOf(endpoint: Instance, stated: Targets | undefined): Targets | undefined {
    return stated && stated.targets.length > 0
      ? { targets: [], derived: false }
      : this.#subnets.list(endpoint, 'subnet_configuration.subnet_id');
  }

  of(endpoint: Instance): EndpointSubnets {
    const stated = this.#subnets.list(endpoint, 'subnet_ids');
    const blocks = this.#blocksOf(endpoint, stated);
    if (!stated || !blocks || this.#doubtful.has(endpoint)) return UNKNOWN;
    if (stated.targets.length + blocks.targets.length > MOST_SUBNETS) return UNKNOWN;
    const subnets = new Map<string, Target>();
    for (const target of [...stated.targets, ...blocks.targets]) subnets.set(labelOf(target), target);
    for (const association of this.#taken.get(endpoint) ?? []) {
      const subnet = this.#subnets.one(association, 'subnet_id');
      if (subnet !== undefined) subnets.delete(labelOf(subnet));
    }
    let derived = stated.derived || blocks.derived;
    for (const association of this.#added.get(endpoint) ?? []) {
      const subnet = this.#subnets.one(association, 'subnet_id') ?? association;
      if (isUnknown(association, 'subnet_id')) derived = true;
      subnets.set(labelOf(subnet), subnet);
    }
    return subnets.size > MOST_SUBNETS ? UNKNOWN : { subnets: [...subnets.values()], derived };
  }
}

function push(map: Map<Target, Instance[]>, key: Target, value: Instance): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
