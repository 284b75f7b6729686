import { counted } from '../../core/counted.ts';
import { amountText } from '../../core/money.ts';
import type { EndpointType } from '../../topology/topology.ts';
import type { Charge, ChargeContext, ChargedLine } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';
import { flatLine } from '../flat-line.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../join.ts';
import { notBilledLine } from '../not-billed.ts';

const PRODUCTS = {
  Interface: 'interface-endpoint-hours',
  GatewayLoadBalancer: 'gwlb-endpoint-hours',
  Resource: 'resource-endpoint-hours',
  ServiceNetwork: 'service-network-endpoint-hours',
} as const;

type HourlyType = keyof typeof PRODUCTS;

const RULE = { charge: 'endpoint-hours', category: 'baseline', rule: 'endpoint-hours' } as const;

/**
 * Hours of provisioned endpoints: interface and GWLB endpoints in each zone, resource endpoints as a whole, service-network
 * endpoints free but for the resources behind them. Rule: endpoint-hours.
 */
export const endpointHours: Charge = {
  kind: 'endpoint-hours',
  service: 'Amazon Virtual Private Cloud',
  price: (network, context) => ({ lines: linesOf(network, context) }),
};

function* linesOf(network: JoinedNetwork, context: ChargeContext): Generator<ChargedLine> {
  const lineOf = lineMaker(context);
  for (const endpoint of network.endpoints) {
    const { type } = endpoint.endpoint;
    if (!isHourly(type)) continue;
    const free = notBilledLine('endpoint-hours', endpoint, context);
    yield { endpoint, line: free ?? lineOf(endpoint, type) };
    if (free) continue;
    noteDoubts(endpoint, context);
    if (type === 'ServiceNetwork') yield { endpoint, line: resourcesLine(endpoint, context) };
  }
}

const isHourly = (type: EndpointType): type is HourlyType => type !== 'Gateway';
const perZone = (type: HourlyType): boolean => type === 'Interface' || type === 'GatewayLoadBalancer';

/** Endpoints of one Region, type and zone count share one line. */
function lineMaker(context: ChargeContext): (joined: JoinedEndpoint, type: HourlyType) => CostLine {
  const known = new Map<string | undefined, Map<HourlyType, CostLine[]>>();
  const ranges = new Map<string, CostLine>();
  return ({ region, zones, endpoint }, type) => {
    const count = perZone(type) ? zones?.length : 1;
    const least = perZone(type) ? endpoint.azsAtLeast : undefined;
    if (least !== undefined && count !== undefined && least < count) {
      const key = `${region} ${type} ${least} ${count}`;
      const line = ranges.get(key) ?? rangeLine(region, type, least, count, context);
      ranges.set(key, line);
      return line;
    }
    const types = known.get(region) ?? new Map<HourlyType, CostLine[]>();
    known.set(region, types);
    const lines = types.get(type) ?? [];
    types.set(type, lines);
    const place = (count ?? -1) + 1;
    const line = lines[place] ?? hoursLine(region, type, count, context);
    lines[place] = line;
    return line;
  };
}

/** Hours of an endpoint that is in some of the zones: the amount is that of all, the low bound that of the fewest. */
function rangeLine(
  region: string | undefined,
  type: HourlyType,
  least: number,
  most: number,
  context: ChargeContext,
): CostLine {
  const line = hoursLine(region, type, most, context);
  const display = `${least} to ${most} AZ x ${context.hours.toFixed()} h`;
  const low = hoursLine(region, type, least, context).monthly;
  if (line.monthly === undefined || low === undefined) return { ...line, display };
  return { ...line, display, low, high: line.monthly };
}

function hoursLine(
  region: string | undefined,
  type: HourlyType,
  count: number | undefined,
  context: ChargeContext,
): CostLine {
  const unit = perZone(type) ? 'AZ-hours' : 'endpoint-hours';
  const rate = context.rate(region, PRODUCTS[type]);
  if (count === undefined) return flatLine({ ...RULE, unit }, undefined, rate);
  const display = `${count} ${perZone(type) ? 'AZ' : 'endpoint'} x ${context.hours.toFixed()} h`;
  return flatLine({ ...RULE, unit, display }, context.hours.times(count), rate);
}

/** Resources of a service network are charged by the hour to whoever the topology says: this owner. */
function resourcesLine({ endpoint, region }: JoinedEndpoint, context: ChargeContext): CostLine {
  const rate = context.rate(region, 'service-network-resource-association-hours');
  const count = endpoint.resources;
  if (count === undefined) {
    const message = `How many resources behind ${endpoint.id} are billed to its owner is not stated, so their hours are left out of the total.`;
    context.findings.add('TG1456', endpoint.id, message);
    return flatLine({ ...RULE, unit: 'resource-hours' }, undefined, rate);
  }
  const display = `${counted(count, 'resource')} x ${context.hours.toFixed()} h`;
  return flatLine({ ...RULE, unit: 'resource-hours', display }, context.hours.times(count), rate);
}

function noteDoubts({ endpoint, region, zones }: JoinedEndpoint, context: ChargeContext): void {
  const { id, type } = endpoint;
  const count = zones?.length ?? 0;
  if (count < 2) return;
  if (type === 'GatewayLoadBalancer') {
    const message = `${id} is stated in ${count} zones, but a Gateway Load Balancer endpoint has one; its hours are counted in each.`;
    context.findings.add('TG1455', id, message);
  }
  if (type !== 'Resource') return;
  const rate = context.rate(region, PRODUCTS.Resource);
  if (!rate) return;
  const once = amountText(rate.price.times(context.hours));
  const each = amountText(rate.price.times(context.hours).times(count));
  const message = `AWS bills resource endpoints by the hour and does not say in each zone: ${id} is priced once (${once}); in each zone it would be ${each}.`;
  context.findings.add('TG1450', id, message);
}
