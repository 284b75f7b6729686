import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import { AMOUNT_PLACES, roundTo } from '../../core/money.ts';
import { onceFor } from '../../core/remembering.ts';
import type { Topology } from '../../topology/topology.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../join.ts';
import { type CostPlace, placeOfFlow, placeOfVpc } from './place.ts';

/**
 * How a cost was shared: by the bytes that flows tell of each consumer; evenly among the VPCs whose DNS leads to the endpoint; or
 * not at all, so that its owner has it.
 */
export const ALLOCATION_RULES = ['flows', 'even', 'owner'] as const;
export type AllocationRule = (typeof ALLOCATION_RULES)[number];

export interface Consumer {
  readonly place: CostPlace;
  /** Billed GB a month by rule `flows`, else 1. */
  readonly weight: Decimal;
}

export interface Consumers {
  readonly rule: AllocationRule;
  readonly shares: readonly Consumer[];
}

const [FLOWS, EVEN, OWNER] = ALLOCATION_RULES;

/** What one owner has alone. */
export const ownerAlone = (place: CostPlace): Consumers => ({ rule: OWNER, shares: [{ place, weight: new Exact(1) }] });

/** Who uses an endpoint, and how that is known. `shared` says what is done where no flow tells. */
export function consumersOf(
  joined: JoinedEndpoint,
  network: JoinedNetwork,
  shared: 'even' | 'owner',
  own: CostPlace,
): Consumers {
  const flows = joined.flows.map((flow) => ({
    place: placeOfFlow(flow, own, joined.account, network),
    weight: flow.gb,
  }));
  const told = flows.reduce((total, { weight }) => total.plus(weight), ZERO);
  // Flow logs scaled to a total miss it by what division leaves.
  const rest = roundTo((joined.traffic?.monthlyGb ?? told).minus(told), AMOUNT_PLACES);
  if (flows.some(({ place, weight }) => isOther(place, own) && weight.greaterThan(0))) {
    // Bytes that no flow explains are those of the endpoint's own VPC.
    return { rule: FLOWS, shares: rest.greaterThan(0) ? [...flows, { place: own, weight: rest }] : flows };
  }
  const led = shared === 'even' ? vpcsLedTo(joined, network) : [];
  if (led.some((vpc) => vpc !== joined.endpoint.vpc)) {
    // Flows of the own VPC that explain every byte tell that nobody else uses it.
    if (told.greaterThan(0) && !rest.greaterThan(0)) return { rule: FLOWS, shares: flows };
    const places = led.map((id) =>
      id === joined.endpoint.vpc ? own : placeOfVpc(network.vpcs.get(id) ?? { id }, own),
    );
    return { rule: EVEN, shares: places.map((place) => ({ place, weight: new Exact(1) })) };
  }
  return ownerAlone(own);
}

const isOther = (place: CostPlace, own: CostPlace): boolean => place.vpc !== own.vpc || place.account !== own.account;

/**
 * VPCs that a hosted zone of the service is associated with and that have no endpoint of their own for it. Where endpoints of several
 * VPCs serve it, a zone leads to the one whose VPC it is associated with too; one without any of them leads nobody knows where.
 */
function vpcsLedTo({ endpoint }: JoinedEndpoint, { topology }: JoinedNetwork): readonly string[] {
  const { service, vpc: home } = endpoint;
  if (service === undefined) return [];
  const all = zonesByService(topology).get(service);
  if (!all) return [];
  const serving = vpcsByService(topology).get(service);
  const isServedElsewhere = (vpc: string): boolean => vpc !== home && serving?.has(vpc) === true;
  const isOnlyHere = serving === undefined || serving.size === (serving.has(home) ? 1 : 0);
  const zones = all.map(({ vpcs = [] }) => vpcs).filter((vpcs) => isOnlyHere || vpcs.some((vpc) => vpc === home));
  return [...new Set(zones.flat())].filter((vpc) => !isServedElsewhere(vpc)).sort();
}

/** VPCs that have an endpoint for a service. */
const vpcsByService = onceFor((topology: Topology): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
  const vpcs = new Map<string, Set<string | undefined>>();
  for (const { service, vpc } of topology.endpoints) {
    if (service !== undefined) vpcs.set(service, (vpcs.get(service) ?? new Set()).add(vpc));
  }
  return vpcs;
});

const zonesByService = onceFor(({ dns }: Topology) => Map.groupBy(dns?.hostedZones ?? [], ({ service }) => service));
