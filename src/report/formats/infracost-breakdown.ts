import { Decimal, sum } from '../../core/decimal.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { EstimateDocument, LineDocument } from '../report.ts';
import { componentHead } from './infracost-component.ts';

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/** The Terraform type of what Tollgate prices: what readers of Infracost's JSON group by. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  'transit-gateway': 'aws_ec2_transit_gateway_vpc_attachment',
  'vpc-peering': 'aws_vpc_peering_connection',
  'endpoint-service': 'aws_vpc_endpoint_service',
  'nat-gateway': 'aws_nat_gateway',
  'hosted-zone': 'aws_route53_zone',
  'route53-profile': 'aws_route53profiles_profile',
  'resolver-endpoint': 'aws_route53_resolver_endpoint',
};

/** The three totals that every breakdown carries. */
export interface InfracostTotals {
  readonly totalHourlyCost: string;
  readonly totalMonthlyCost: string;
  readonly totalMonthlyUsageCost: string;
}

/** One side in Infracost's words: what costs, what is free, and the totals. */
export function breakdownOf(document: EstimateDocument) {
  const owners = ownersOf(document);
  const hours = new Decimal(document.hoursPerMonth);
  return {
    resources: owners.filter((owner) => !isFree(owner)).map((owner) => resourceOf(owner, hours)),
    freeResources: owners.filter(isFree).map((owner) => ({ ...headOf(owner), metadata: {} })),
    ...infracostTotals(document.totals, hours),
  };
}

const ownersOf = (document: EstimateDocument): readonly Owner[] => [...document.endpoints, ...document.resources];

const isFree = ({ lines }: Owner): boolean => lines.length > 0 && lines.every((line) => line.status === 'free');
const typeOf = (owner: Owner): string => infracostType('kind' in owner ? owner.kind : 'endpoint');

/** The Terraform type of an endpoint or of a resource beside the endpoints. */
export const infracostType = (kind: string): string =>
  kind === 'endpoint' ? 'aws_vpc_endpoint' : (RESOURCE_TYPES[kind] ?? kind);
/** An amount of a month as one of an hour. */
export const hourly = (amount: Decimal | string, hours: Decimal): string => amountText(new Decimal(amount).div(hours));

/** Totals of a month (of a side, or of a change) in Infracost's words. */
export const infracostTotals = (
  { monthly, usage }: { readonly monthly: string; readonly usage: string },
  hours: Decimal,
): InfracostTotals => ({
  totalHourlyCost: hourly(monthly, hours),
  totalMonthlyCost: monthly,
  totalMonthlyUsageCost: usage,
});

const headOf = (owner: Owner) => ({
  name: ('address' in owner ? owner.address : undefined) ?? owner.id,
  resourceType: typeOf(owner),
  tags: owner.tags,
});

function resourceOf(owner: Owner, hours: Decimal) {
  const known = owner.lines.some((line) => line.monthly !== undefined);
  const usage = owner.lines.filter((line) => line.category === 'usage' && line.monthly !== undefined);
  return {
    ...headOf(owner),
    metadata: {},
    hourlyCost: known ? hourly(owner.monthly, hours) : null,
    monthlyCost: known ? owner.monthly : null,
    monthlyUsageCost:
      usage.length === 0 ? null : amountText(sum(usage.map((line) => new Decimal(line.monthly ?? '0')))),
    costComponents: owner.lines.map((line) => componentOf(line, endpointType(owner), hours)),
  };
}

/** Type of an endpoint; undefined for what is none. */
const endpointType = (owner: Owner): string | undefined => ('kind' in owner ? undefined : owner.type);

function componentOf(line: LineDocument, type: string | undefined, hours: Decimal) {
  return {
    ...componentHead({ charge: line.charge, unit: line.unit, quantity: line.quantity, type }),
    hourlyQuantity: line.quantity === undefined ? null : quantityText(new Decimal(line.quantity).div(hours)),
    monthlyQuantity: line.quantity ?? null,
    price: line.unitPrice ?? null,
    hourlyCost: line.monthly === undefined ? null : hourly(line.monthly, hours),
    monthlyCost: line.monthly ?? null,
    usageBased: line.category === 'usage',
    priceNotFound: line.status === 'price-unknown',
  };
}

type Support = 'supported' | 'unsupported' | 'noPrice';

function supportOf(owner: Owner): Support {
  if (isFree(owner)) return 'noPrice';
  return owner.lines.some((line) => line.status === 'unsupported') ? 'unsupported' : 'supported';
}

/** How many things were seen and priced, by type. */
export function summaryOf(documents: readonly EstimateDocument[]) {
  const owners = documents.flatMap(ownersOf);
  const { supported = [], unsupported = [], noPrice = [] } = Object.groupBy(owners, supportOf);
  return {
    totalResources: owners.length,
    totalDetectedResources: owners.length,
    totalSupportedResources: supported.length,
    totalUnsupportedResources: unsupported.length,
    totalUsageBasedResources: supported.filter((owner) => owner.lines.some((line) => line.category === 'usage')).length,
    totalNoPriceResources: noPrice.length,
    supportedResourceCounts: countsOf(supported),
    unsupportedResourceCounts: countsOf(unsupported),
    noPriceResourceCounts: countsOf(noPrice),
  };
}

function countsOf(owners: readonly Owner[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const owner of owners) counts[typeOf(owner)] = (counts[typeOf(owner)] ?? 0) + 1;
  return counts;
}
