import { amountText, quantityText } from '../core/money.ts';
import { attribute } from '../model/attribute.ts';
import type { Estimate } from '../model/estimate.ts';
import type { GroupKey } from '../model/group-key.ts';
import type { ResourceCost } from '../model/ledger.ts';
import type { Pool } from '../model/pool.ts';
import { isDiscounted, type Totals } from '../model/totals.ts';
import { endpointWriter } from './endpoint-document.ts';
import { type LineWriter, lineWriter } from './line-document.ts';
import type { EstimateDocument } from './report.ts';

export interface ReportOptions {
  /** Keys to group the cost by; each list of groups adds up to the total. */
  readonly groupBy?: readonly GroupKey[] | undefined;
}

/** Turns an estimate into its document: decimals become exact strings, nothing is rounded or computed. */
export function buildReport(estimate: Estimate, ratesSource: string, options: ReportOptions = {}): EstimateDocument {
  const { findings, omitted } = estimate.findings;
  const write = lineWriter();
  const document: EstimateDocument = {
    schema: 'tollgate/estimate@1',
    currency: estimate.currency,
    hoursPerMonth: quantityText(estimate.hours),
    rates: ratesDocument(estimate, ratesSource),
    totals: totalsDocument(estimate.totals),
    endpoints: estimate.endpoints.map(endpointWriter(write)),
    resources: estimate.resources.map((each) => resourceDocument(each, write)),
    pools: estimate.pools.map(poolDocument),
    findings: [...findings],
  };
  if (options.groupBy && options.groupBy.length > 0) document.groups = groupsDocument(estimate, options.groupBy);
  if (Object.keys(omitted).length > 0) document.findingsOmitted = omitted;
  return document;
}

function resourceDocument({ resource, lines, totals }: ResourceCost, write: LineWriter) {
  return {
    kind: resource.kind,
    id: resource.id,
    ...(resource.region !== undefined && { region: resource.region }),
    ...(resource.vpc !== undefined && { vpc: resource.vpc }),
    ...(resource.account !== undefined && { account: resource.account }),
    tags: { ...resource.tags },
    monthly: amountText(totals.monthly.knownPart),
    ...(isDiscounted(totals) && { list: amountText(totals.list) }),
    unknownLines: totals.monthly.leftOut,
    lines: lines.map(write),
  };
}

function poolDocument(pool: Pool): EstimateDocument['pools'][number] {
  return {
    region: pool.region,
    product: pool.product,
    gb: quantityText(pool.gb),
    baselineGb: quantityText(pool.baselineGb),
    monthly: amountText(pool.monthly),
    blendedPrice: amountText(pool.blendedPrice),
    marginalPrice: amountText(pool.marginalPrice),
    tiers: pool.bands.map(({ band, quantity, cost }) => ({
      from: quantityText(band.from),
      to: band.to === undefined ? null : quantityText(band.to),
      price: amountText(band.price),
      ...(band.rateCode !== undefined && { rateCode: band.rateCode }),
      gb: quantityText(quantity),
      monthly: amountText(cost),
    })),
  };
}

function totalsDocument(totals: Totals): EstimateDocument['totals'] {
  const ranged = !totals.low.equals(totals.high);
  return {
    monthly: amountText(totals.monthly.knownPart),
    baseline: amountText(totals.baseline),
    usage: amountText(totals.usage),
    ...(ranged && { low: amountText(totals.low), high: amountText(totals.high) }),
    ...(isDiscounted(totals) && { list: amountText(totals.list) }),
    unknownLines: totals.monthly.leftOut,
  };
}

/** Provenance of the rates. The newest card speaks for all; where they differ, each Region's own version is told too. */
export function ratesDocument(estimate: Pick<Estimate, 'cards'>, source: string): EstimateDocument['rates'] {
  const cards = [...estimate.cards.values()];
  const newest = cards
    .map((card) => card.publishedAt)
    .sort()
    .at(-1);
  const versions = [...new Set(cards.map((card) => card.version))].sort();
  const rates = { source, publishedAt: newest ?? '', version: versions.join(' ') };
  if (versions.length < 2) return rates;
  const byRegion = cards.map(({ region, publishedAt, version }) => [region, { publishedAt, version }] as const);
  return { ...rates, regions: Object.fromEntries(byRegion) };
}

const groupsDocument = (estimate: Estimate, keys: readonly GroupKey[]): EstimateDocument['groups'] =>
  keys.map((by) => ({
    by,
    entries: attribute(estimate, by).map(({ value, monthly, endpoints }) => ({
      value,
      monthly: amountText(monthly.knownPart),
      endpoints,
      unknownLines: monthly.leftOut,
    })),
  }));
