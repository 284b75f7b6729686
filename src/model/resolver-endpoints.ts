import { counted } from '../core/counted.ts';
import { Decimal, ZERO } from '../core/decimal.ts';
import type { Topology } from '../topology/topology.ts';
import type { ChargeContext, ChargedLine } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import { flatLine } from './flat-line.ts';
import type { JoinedNetwork } from './join.ts';
import { resourceOf } from './network-resource.ts';

type ResolverEndpoint = NonNullable<NonNullable<Topology['dns']>['resolverEndpoints']>[number];

const RULE = { charge: 'route53', rule: 'route53' } as const;

/**
 * Route 53 Resolver endpoints a design adds: hours of each network interface. Their queries are billed too, and no price list at hand
 * holds that rate: they are named as left out unless none are sent.
 */
export function resolverLines(network: JoinedNetwork, context: ChargeContext): readonly ChargedLine[] {
  const all = network.topology.dns?.resolverEndpoints ?? [];
  const existing = all.filter((each) => each.added !== true);
  if (existing.length > 0) {
    const message = `${counted(existing.length, 'existing resolver endpoint')} taken as paid for.`;
    context.findings.add('TG1453', 'route53', message);
  }
  return all
    .filter((each) => each.added === true)
    .flatMap((endpoint) => {
      const resource = resourceOf('resolver-endpoint', endpoint, network);
      const hours = hoursLine(endpoint, context, resource.region);
      return [hours, queriesLine(endpoint, context)].map((line) => ({ resource, line }));
    });
}

function hoursLine(
  { id, networkInterfaces: count }: ResolverEndpoint,
  context: ChargeContext,
  region: string | undefined,
): CostLine {
  const subject = { ...RULE, category: 'baseline', unit: 'hours' } as const;
  const rate = context.rate(region, 'route53-resolver-endpoint-eni-hours');
  if (count === undefined) {
    const message = `The number of network interfaces of ${id} is not known, so its hours are left out of the total.`;
    context.findings.add('TG1150', id, message);
    return flatLine(subject, undefined, rate);
  }
  const display = `${counted(count, 'network interface')} x ${context.hours.toFixed()} h`;
  return flatLine({ ...subject, display }, context.hours.times(count), rate);
}

function queriesLine({ id, monthlyQueries }: ResolverEndpoint, context: ChargeContext): CostLine {
  const { rule, charge } = RULE;
  const line = { charge, category: 'usage', unit: 'queries', provenance: { rule } } as const;
  const quantity = monthlyQueries === undefined ? undefined : new Decimal(monthlyQueries);
  if (quantity?.isZero()) return { ...line, status: 'free', quantity, display: 'no queries', monthly: ZERO };
  const message = `The queries of the resolver endpoint ${id} are billed by the million and are not priced: no price list at hand holds their rate.`;
  context.findings.add('TG1181', id, message);
  return { ...line, status: quantity ? 'price-unknown' : 'usage-unknown', ...(quantity && { quantity }) };
}
