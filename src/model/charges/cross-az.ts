import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import { arrivalsOf } from '../arrivals.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { type CrossAzPath, type CrossAzRule, crossAzRule, DIRECTIONS } from '../cross-az-rules.ts';
import { crossingGb, crossingText, defaultShare } from '../crossing.ts';
import { flatLine } from '../flat-line.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../join.ts';

const PATHS: Partial<Record<JoinedEndpoint['endpoint']['type'], CrossAzPath>> = {
  Interface: 'interface-endpoint',
  Resource: 'resource-endpoint',
  GatewayLoadBalancer: 'gateway-load-balancer-endpoint',
};

/**
 * Bytes that change the zone between client and endpoint, inside the VPC or over a Transit Gateway: free by the rules now in force,
 * and their share is told all the same. Bytes over peerings belong to the vpc-peering charge, bytes behind load balancers to
 * endpoint-service. Rule: cross-az.
 */
export const crossAz: Charge = {
  kind: 'cross-az',
  service: 'AWS Data Transfer',
  price: (network, context) => ({ lines: linesOf(network, context) }),
};

function* linesOf(network: JoinedNetwork, context: ChargeContext): Generator<ChargedLine> {
  const rules = rulesOn(context.billingDate);
  const freeLine = freeLines();
  for (const endpoint of network.endpoints) {
    const { zones, flows } = endpoint;
    const { type, state } = endpoint.endpoint;
    const rule = rules.get(type);
    if (!rule || zones?.length === 0 || state?.toLowerCase() === 'deleted') continue;
    if (flows.length > 0 && nothingArrives(endpoint)) continue;
    const free = rule.charged === 'nothing';
    if (free && !zones) continue;
    yield { endpoint, line: free ? freeLine(endpoint, rule) : chargedLine(endpoint, context) };
  }
}

const rulesOn = (day: string | undefined): ReadonlyMap<string, CrossAzRule> =>
  new Map(Object.entries(PATHS).map(([type, path]) => [type, crossAzRule(path, day)]));

/** A free line tells the share alone, so endpoints of one shape share it; flows and affinity make a line of its own. */
function freeLines(): (joined: JoinedEndpoint, rule: CrossAzRule) => CostLine {
  const known = new Map<CrossAzRule, CostLine[]>();
  return (joined, rule) => {
    const zones = joined.zones?.length ?? 0;
    if (joined.flows.length > 0 || joined.endpoint.affinity !== undefined) return freeLine(shareOf(joined), rule);
    const lines = known.get(rule) ?? [];
    const line = lines[zones] ?? freeLine(defaultShare(zones), rule);
    lines[zones] = line;
    known.set(rule, lines);
    return line;
  };
}

const freeLine = (share: Decimal, rule: CrossAzRule): CostLine => ({
  charge: 'cross-az',
  status: 'free',
  category: 'usage',
  unit: 'GB',
  display: `${crossingText(share)}, ${freeText(rule)}`,
  monthly: ZERO,
  provenance: { rule: 'cross-az' },
});

function freeText(rule: CrossAzRule): string {
  const since = rule.from === null ? 'free' : `free since ${rule.from}`;
  return rule.note === undefined ? since : `${since} (${rule.note})`;
}

/** All bytes come over peerings or unsupported paths, whose own lines speak for them. */
function nothingArrives(joined: JoinedEndpoint): boolean {
  const arrivals = arrivalsOf(joined);
  return arrivals !== undefined && arrivals.inside.length + arrivals.transit.length === 0;
}

function shareOf(joined: JoinedEndpoint): Decimal {
  const arrivals = arrivalsOf(joined);
  const streams = arrivals ? [...arrivals.inside, ...arrivals.transit] : [];
  const all = sum(streams.map((stream) => stream.gb));
  if (all.isZero()) return defaultShare(joined.zones?.length ?? 0, joined.endpoint.affinity);
  return crossingGb(joined, streams).div(all);
}

/** Before the rule of 2022: the crossing bytes at both ends, on every path that was charged then. */
function chargedLine(joined: JoinedEndpoint, context: ChargeContext): CostLine {
  const subject = { charge: 'cross-az', category: 'usage', unit: 'GB', rule: 'cross-az' } as const;
  const rate = context.rate(joined.region, 'cross-az-transfer-each-direction');
  const traffic = joined.traffic?.provenance;
  const arrivals = arrivalsOf(joined);
  if (!joined.zones) return flatLine({ ...subject, traffic }, undefined, rate, DIRECTIONS);
  const display = `${crossingText(shareOf(joined))}, charged in each direction`;
  if (!arrivals) return flatLine({ ...subject, display }, undefined, rate, DIRECTIONS);
  const transit = crossAzRule('transit-gateway', context.billingDate).charged === 'nothing' ? [] : arrivals.transit;
  const crossing = crossingGb(joined, [...arrivals.inside, ...transit]);
  return flatLine({ ...subject, traffic, display }, crossing, rate, DIRECTIONS);
}
