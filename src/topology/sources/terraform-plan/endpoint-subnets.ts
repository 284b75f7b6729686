import type { Target } from './found.ts';
import { type Instance, isUnknown } from './instances.ts';
import type { PlanScope } from './resolver.ts';
import { labelOf, TargetFinder, type Targets } from './targets.ts';
import { ENDPOINTS, SUBNETS } from './wanted.ts';
import { own } from './words.ts';

/** Subnets an endpoint has a network interface in; undefined = not known before apply. */
export interface EndpointSubnets {
  readonly subnets: readonly Target[] | undefined;
  /** The configuration had to tell, because the values are not known before apply. */
  readonly derived: boolean;
  /** How many of the subnets it is in at least: fewer than all where the references are more than the list may hold. */
  readonly atLeast: number;
}

const ASSOCIATION = 'aws_vpc_endpoint_subnet_association';
const SUBNET_IDS = 'subnet_ids';
const BLOCKS = 'subnet_configuration.subnet_id';
/** No Region has as many zones; more subnets than that are no endpoint's. */
const MOST_SUBNETS = 64;

const UNKNOWN: EndpointSubnets = { subnets: undefined, derived: false, atLeast: 0 };
const NONE: Targets = { targets: [], derived: false, atLeast: 0, unnamed: 0 };

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

  /**
   * What the endpoint itself names. Every block's subnet stands in `subnet_ids` too; some providers plan a change of these and leave
   * the blocks of before. Dynamic blocks stand nowhere in the configuration: where the plan does not know them either, nothing tells.
   */
  #ownOf(endpoint: Instance, associated: boolean): Targets | undefined {
    const stated = this.#subnets.list(endpoint, SUBNET_IDS);
    if (!stated || stated.targets.length > 0) return stated;
    const dynamic = own(endpoint.unknown, 'subnet_configuration') === true && !this.#subnets.sets(endpoint, BLOCKS);
    if (!dynamic) return this.#subnets.list(endpoint, BLOCKS);
    return associated || this.#subnets.sets(endpoint, SUBNET_IDS) ? NONE : undefined;
  }

  of(endpoint: Instance): EndpointSubnets {
    const added = this.#added.get(endpoint) ?? [];
    const owned = this.#ownOf(endpoint, added.length > 0);
    if (!owned || this.#doubtful.has(endpoint) || owned.targets.length > MOST_SUBNETS) return UNKNOWN;
    const subnets = new Map(owned.targets.map((target): [string, Target] => [labelOf(target), target]));
    for (const association of this.#taken.get(endpoint) ?? []) {
      const subnet = this.#subnets.one(association, 'subnet_id');
      if (subnet !== undefined) subnets.delete(labelOf(subnet));
    }
    const ownAtLeast = subnets.size - (owned.targets.length - owned.atLeast);
    let derived = owned.derived;
    let beside = 0;
    for (const association of added) {
      const subnet = this.#subnets.one(association, 'subnet_id');
      if (isUnknown(association, 'subnet_id')) derived = true;
      if (subnet !== undefined && !subnets.has(labelOf(subnet))) beside += 1;
      subnets.set(labelOf(subnet ?? association), subnet ?? association);
    }
    if (subnets.size > MOST_SUBNETS) return UNKNOWN;
    // A subnet that only an association names may be one that the endpoint lists without a name, and one without a name any of them.
    const atLeast = Math.max(ownAtLeast + Math.max(beside - owned.unnamed, 0), Math.min(added.length, subnets.size), 0);
    return { subnets: [...subnets.values()], derived, atLeast };
  }
}

function push(map: Map<Target, Instance[]>, key: Target, value: Instance): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
