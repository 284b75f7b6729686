import { Decimal, sum } from '../../../core/decimal.ts';
import { finding } from '../../../core/finding.ts';
import { amountText } from '../../../core/money.ts';
import type { EstimateDocument, LineDocument } from '../../../report/report.ts';
import { ENDPOINT_TYPES } from '../../../topology/endpoint-type.ts';
import type { InfracostBreakdown, InfracostComponent, InfracostResource } from './schema.ts';

/** Infracost's month. */
const HOURS_PER_MONTH_TEXT = '730';

type Endpoint = EstimateDocument['endpoints'][number];
type Resource = EstimateDocument['resources'][number];

/** Terraform types that Tollgate prices too, by its own words. */
const KINDS: Readonly<Record<string, string>> = {
  aws_vpc_endpoint: 'endpoint',
  aws_nat_gateway: 'nat-gateway',
  aws_ec2_transit_gateway_vpc_attachment: 'transit-gateway',
  aws_vpc_peering_connection: 'vpc-peering',
  aws_route53_zone: 'hosted-zone',
};

export interface ForeignOptions {
  /** Name of the document. */
  readonly name: string;
  readonly currency: string;
  /** Only what Tollgate prices too: the rest has no counterpart to compare with, and a finding says how much it is. */
  readonly onlyKnown: boolean;
}

/** A breakdown of Infracost as an estimate: its amounts as they are, its components as cost lines. */
export function estimateOfBreakdowns(
  breakdowns: readonly InfracostBreakdown[],
  { name, currency, onlyKnown }: ForeignOptions,
): EstimateDocument {
  const all = breakdowns.flatMap(({ resources, freeResources }) => [
    ...(resources ?? []).map((resource) => ({ resource, lines: linesOf(resource) })),
    ...(freeResources ?? []).map((resource) => ({ resource, lines: [FREE] })),
  ]);
  const kept = onlyKnown ? all.filter(({ resource }) => kindOf(resource) in KINDS_KNOWN) : all;
  const left = all.filter((each) => !kept.includes(each));
  const lines = kept.flatMap((each) => each.lines);
  const of = (category: LineDocument['category']): string => costOf(lines.filter((line) => line.category === category));
  const isEndpoint = ({ resource }: (typeof kept)[number]): boolean => kindOf(resource) === 'endpoint';
  return {
    schema: 'tollgate/estimate@1',
    currency,
    hoursPerMonth: HOURS_PER_MONTH_TEXT,
    rates: { source: 'infracost', publishedAt: '', version: '' },
    totals: { monthly: costOf(lines), baseline: of('baseline'), usage: of('usage'), unknownLines: unknown(lines) },
    endpoints: kept.filter(isEndpoint).map(({ resource, lines: own }) => endpointOf(resource, own)),
    resources: kept.filter((each) => !isEndpoint(each)).map(({ resource, lines: own }) => resourceOf(resource, own)),
    pools: [],
    findings:
      left.length === 0
        ? []
        : [
            leftOut(
              name,
              left.flatMap((each) => each.lines),
              left.length,
              currency,
            ),
          ],
  };
}

const KINDS_KNOWN: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(KINDS).map((kind) => [kind, true]),
);

const leftOut = (name: string, lines: readonly LineDocument[], count: number, currency: string) =>
  finding(
    'TG5065',
    name,
    `${count} of the resources in ${name}, which cost ${costOf(lines)} ${currency} a month, are nothing that Tollgate prices; they are left out of the comparison.`,
  );

const kindOf = ({ resourceType = '', name }: InfracostResource): string => {
  const type = resourceType || (/(?:^|\.)(aws_[a-z0-9_]+)\./.exec(name)?.[1] ?? 'resource');
  return KINDS[type] ?? type;
};

const costOf = (lines: readonly LineDocument[]): string =>
  amountText(sum(lines.map(({ monthly }) => new Decimal(monthly ?? 0))));
const unknown = (lines: readonly LineDocument[]): number =>
  lines.filter(({ status }) => status !== 'priced' && status !== 'free').length;

const FREE: LineDocument = {
  charge: 'gateway',
  status: 'free',
  category: 'baseline',
  unit: 'hours',
  monthly: '0',
  provenance: {},
};

function endpointOf(resource: InfracostResource, lines: LineDocument[]): Endpoint {
  const hours = (resource.costComponents ?? []).find(({ name }) => /^Endpoint \(/.test(name));
  const named = /^Endpoint \((\w+)\)$/.exec(hours?.name ?? '')?.[1];
  const type = ENDPOINT_TYPES.find((each) => each === named) ?? (hours ? 'Interface' : 'Gateway');
  const count =
    hours?.monthlyQuantity == null ? undefined : new Decimal(hours.monthlyQuantity).div(HOURS_PER_MONTH_TEXT);
  return {
    id: resource.name,
    address: resource.name,
    type,
    ...(count?.isInteger() && { azCount: count.toNumber() }),
    tags: { ...resource.tags },
    monthly: costOf(lines),
    unknownLines: unknown(lines),
    lines,
  };
}

const resourceOf = (resource: InfracostResource, lines: LineDocument[]): Resource => ({
  kind: kindOf(resource),
  id: resource.name,
  tags: { ...resource.tags },
  monthly: costOf(lines),
  unknownLines: unknown(lines),
  lines,
});

/** Components of a resource and of what it consists of. */
function linesOf(resource: InfracostResource, kind = kindOf(resource)): LineDocument[] {
  const own = (resource.costComponents ?? []).map((component) => lineOf(component, kind));
  return [...own, ...(resource.subresources ?? []).flatMap((each) => linesOf(each, kind))];
}

function lineOf(
  { name, unit, monthlyQuantity, price, monthlyCost, usageBased, priceNotFound }: InfracostComponent,
  kind: string,
): LineDocument {
  const isUsage = usageBased ?? (monthlyCost == null || /gb|request|lcu/i.test(unit));
  return {
    charge: chargeOf(kind, name),
    status: monthlyCost != null ? 'priced' : priceNotFound === true ? 'price-unknown' : 'usage-unknown',
    category: isUsage ? 'usage' : 'baseline',
    ...(monthlyQuantity != null && { quantity: monthlyQuantity }),
    unit: kind === 'endpoint' && unit === 'hours' ? 'AZ-hours' : unit,
    ...(price != null && { unitPrice: price }),
    ...(monthlyCost != null && { monthly: monthlyCost }),
    provenance: {},
  };
}

function chargeOf(kind: string, name: string): LineDocument['charge'] {
  if (kind === 'endpoint') return /^Endpoint/.test(name) ? 'endpoint-hours' : 'data-processed';
  if (kind === 'nat-gateway' || kind === 'transit-gateway' || kind === 'vpc-peering') return kind;
  return kind === 'hosted-zone' ? 'route53' : 'unknown';
}
