import { Decimal, ZERO } from '../../core/decimal.ts';
import { AMOUNT_PLACES } from '../../core/money.ts';
import type { LoadBalancer } from '../../topology/topology.ts';
import { capacityUnits } from '../capacity-units.ts';
import type { Charge, ChargeContext, NetworkResource } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { crossAzRule, DIRECTIONS } from '../cross-az-rules.ts';
import { crossingText } from '../crossing.ts';
import { flatLine } from '../flat-line.ts';
import { resourceOf } from '../network-resource.ts';

/**
 * The provider side: hours of the load balancers in front of an endpoint service, their capacity units, and the bytes they send to
 * targets in another zone. Rule: endpoint-service.
 */
export const endpointService: Charge = {
  kind: 'endpoint-service',
  service: 'Elastic Load Balancing',
  price: (network, context) => ({
    lines: (network.topology.endpointServices ?? []).flatMap((service) => {
      const resource = resourceOf('endpoint-service', service, network);
      return (service.loadBalancers ?? []).flatMap((balancer) =>
        linesOf(balancer, resource, context).map((line) => ({ resource, line })),
      );
    }),
  }),
};

const RULE = { charge: 'endpoint-service', rule: 'endpoint-service' } as const;
const ASSUMED = { source: 'assumption' } as const;

const linesOf = (balancer: LoadBalancer, resource: NetworkResource, context: ChargeContext): readonly CostLine[] => [
  hoursLine(balancer, resource, context),
  capacityLine(balancer, resource, context),
  crossZoneLine(balancer, resource, context),
];

/** A Network Load Balancer costs hours of its own, a Gateway Load Balancer hours of each zone. */
function hoursLine(balancer: LoadBalancer, { region }: NetworkResource, context: ChargeContext): CostLine {
  const { id, type, azs, azsAtLeast } = balancer;
  const hours = context.hours.toFixed();
  const subject = { ...RULE, category: 'baseline' } as const;
  if (type === 'network') {
    const display = `${id}: 1 load balancer x ${hours} h`;
    return flatLine({ ...subject, unit: 'hours', display }, context.hours, context.rate(region, 'nlb-hours'));
  }
  const zones = new Set(azs).size;
  const rate = context.rate(region, 'gwlb-hours');
  const least = azsAtLeast !== undefined && azsAtLeast < zones ? azsAtLeast : undefined;
  const display = `${id}: ${least === undefined ? '' : `${least} to `}${zones} AZ x ${hours} h`;
  const line = flatLine({ ...subject, unit: 'AZ-hours', display }, context.hours.times(zones), rate);
  if (least === undefined || line.monthly === undefined || !rate) return line;
  return { ...line, low: rate.price.times(context.hours).times(least), high: line.monthly };
}

function capacityLine(balancer: LoadBalancer, { region }: NetworkResource, context: ChargeContext): CostLine {
  const units = capacityUnits(balancer, context.hours);
  if (!units) {
    const message = `No load of ${balancer.id} is stated, so its capacity units are left out of the total.`;
    context.findings.add('TG1203', balancer.id, message);
  }
  const rate = context.rate(region, balancer.type === 'network' ? 'nlb-lcu-hours' : 'gwlb-lcu-hours');
  const display = `${balancer.id}: ${units?.display ?? 'no load is stated'}`;
  return flatLine({ ...RULE, category: 'usage', unit: 'LCU-hours', traffic: ASSUMED, display }, units?.hours, rate);
}

/** Cross-zone balancing spreads bytes evenly over the targets' zones, so what does not stay at home is charged in each direction. */
function crossZoneLine(balancer: LoadBalancer, { region }: NetworkResource, context: ChargeContext): CostLine {
  const subject = { ...RULE, category: 'usage', unit: 'GB', traffic: ASSUMED } as const;
  const { away, all } = crossZonePairs(balancer);
  const share = all === 0 ? ZERO : new Decimal(away).div(all);
  const display = `${balancer.id}: ${balancer.crossZone === true ? crossingText(share) : 'cross-zone balancing is off'}`;
  const rule = crossAzRule(`${balancer.type}-load-balancer-to-target`, context.billingDate);
  if (away === 0 || rule.charged === 'nothing') {
    const { charge, category, unit, rule: name } = subject;
    return { charge, category, unit, status: 'free', display, monthly: ZERO, provenance: { rule: name } };
  }
  const gb = balancer.monthlyGb === undefined ? undefined : new Decimal(balancer.monthlyGb);
  const crossing = gb?.times(away).div(all).toDecimalPlaces(AMOUNT_PLACES);
  const rate = context.rate(region, 'cross-az-transfer-each-direction');
  return flatLine({ ...subject, display }, crossing, rate, DIRECTIONS);
}

/** Pairs of balancer zone and target zone, all equally likely, and those that differ. Targets lie in the balancer's zones where none are stated. */
function crossZonePairs({ azs, targetAzs, crossZone }: LoadBalancer): { readonly away: number; readonly all: number } {
  const nodes = [...new Set(azs)];
  const targets = new Set(targetAzs ?? azs);
  const all = nodes.length * targets.size;
  return { all, away: crossZone === true ? all - nodes.filter((zone) => targets.has(zone)).length : 0 };
}
