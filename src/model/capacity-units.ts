import { Decimal } from '../core/decimal.ts';
import { AMOUNT_PLACES, quantityText } from '../core/money.ts';
import type { LoadBalancer } from '../topology/topology.ts';
import dimensions from './lcu-dimensions.json' with { type: 'json' };

/** Capacity-unit hours of a month and how they came about. */
export interface CapacityUnits {
  readonly hours: Decimal;
  readonly display: string;
}

/**
 * Load balancer capacity units (NLCU, GLCU): each hour is charged for the dimension that needs most of them. Load is taken as even
 * over the month, which AWS bills hour by hour, so a bursty load costs more. Undefined where no dimension is stated.
 */
export function capacityUnits(balancer: LoadBalancer, hours: Decimal): CapacityUnits | undefined {
  const protocol = balancer.protocol ?? 'TCP';
  const unit = balancer.type === 'gateway' ? dimensions.gateway : dimensions.network[protocol];
  const needs = [
    {
      name: 'bytes',
      hours: balancer.monthlyGb === undefined ? undefined : new Decimal(balancer.monthlyGb).div(unit.gbPerHour),
    },
    { name: 'new connections', hours: per(balancer.newConnectionsPerSecond, unit.newConnectionsPerSecond, hours) },
    { name: 'active connections', hours: per(balancer.activeConnections, unit.activeConnections, hours) },
  ].filter((need): need is { name: string; hours: Decimal } => need.hours !== undefined);
  const [first, ...others] = needs;
  if (!first) return undefined;
  const most = others.reduce((high, need) => (need.hours.greaterThan(high.hours) ? need : high), first);
  const told = needs.map((need) => `${need.name} ${quantityText(need.hours)}`).join(', ');
  const kind = balancer.type === 'gateway' ? '' : `${protocol}, `;
  return { hours: most.hours.toDecimalPlaces(AMOUNT_PLACES), display: `${kind}most of: ${told}` };
}

const per = (load: number | undefined, unit: string, hours: Decimal): Decimal | undefined =>
  load === undefined ? undefined : hours.times(load).div(unit);
