import { shortService } from '../core/ids.ts';
import { amountText, quantityText } from '../core/money.ts';
import type { CostLine } from '../model/cost-line.ts';
import type { Estimate } from '../model/estimate.ts';
import type { EndpointCost, ResourceCost } from '../model/gather.ts';
import type { Pool } from '../model/pool.ts';
import type { Totals } from '../model/totals.ts';
import type { EndpointDocument, EstimateDocument, LineDocument } from './report.ts';

/** Turns an estimate into its document: decimals become exact strings, nothing is rounded or computed. */
export function buildReport(estimate: Estimate, ratesSource: string): EstimateDocument {
  const lines = lineWriter();
  return {
    schema: 'tollgate/estimate@1',
    currency: estimate.currency,
    hoursPerMonth: quantityText(estimate.hours),
    rates: ratesDocument(estimate, ratesSource),
    totals: totalsDocument(estimate.totals),
    endpoints: estimate.endpoints.map((each) => endpointDocument(each, lines)),
    resources: estimate.resources.map((each) => resourceDocument(each, lines)),
    pools: estimate.pools.map(poolDocument),
    findings: [...estimate.findings.findings] as EstimateDocument['findings'],
    ...(Object.keys(estimate.findings.omitted).length > 0 && { findingsOmitted: estimate.findings.omitted }),
  };
}

/** Cost lines are often shared between endpoints of one shape: each is written once. */
function lineWriter(): (line: CostLine) => LineDocument {
  const written = new Map<CostLine, LineDocument>();
  return (line) => {
    let document = written.get(line);
    if (!document) {
      document = lineDocument(line);
      written.set(line, document);
    }
    return document;
  };
}

function lineDocument(line: CostLine): LineDocument {
  return {
    charge: line.charge,
    status: line.status,
    category: line.category,
    ...(line.quantity && { quantity: quantityText(line.quantity) }),
    unit: line.unit,
    ...(line.display !== undefined && { display: line.display }),
    ...(line.unitPrice && { unitPrice: amountText(line.unitPrice) }),
    ...(line.monthly && { monthly: amountText(line.monthly) }),
    ...(line.low && { low: amountText(line.low) }),
    ...(line.high && { high: amountText(line.high) }),
    provenance: line.provenance as LineDocument['provenance'],
  };
}

function endpointDocument(
  { joined, lines, totals }: EndpointCost,
  write: (line: CostLine) => LineDocument,
): EndpointDocument {
  const { endpoint, region, zones } = joined;
  return {
    id: endpoint.id,
    ...(endpoint.address !== undefined && { address: endpoint.address }),
    ...(endpoint.name !== undefined && { name: endpoint.name }),
    type: endpoint.type,
    ...(endpoint.service !== undefined && { service: shortService(endpoint.service) }),
    ...(region !== undefined && { region }),
    ...(endpoint.vpc !== undefined && { vpc: endpoint.vpc }),
    ...(endpoint.account !== undefined && { account: endpoint.account }),
    ...(zones && { azCount: zones.length, azs: [...zones] }),
    tags: endpoint.tags ?? {},
    monthly: amountText(totals.monthly),
    unknownLines: totals.unknownLines,
    lines: lines.map(write),
  };
}

function resourceDocument({ resource, lines, totals }: ResourceCost, write: (line: CostLine) => LineDocument) {
  return {
    kind: resource.kind,
    id: resource.id,
    ...(resource.region !== undefined && { region: resource.region }),
    ...(resource.vpc !== undefined && { vpc: resource.vpc }),
    ...(resource.account !== undefined && { account: resource.account }),
    tags: { ...resource.tags },
    monthly: amountText(totals.monthly),
    unknownLines: totals.unknownLines,
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
      gb: quantityText(quantity),
      monthly: amountText(cost),
    })),
  };
}

function totalsDocument(totals: Totals): EstimateDocument['totals'] {
  const ranged = !totals.low.equals(totals.high);
  return {
    monthly: amountText(totals.monthly),
    baseline: amountText(totals.baseline),
    usage: amountText(totals.usage),
    ...(ranged && { low: amountText(totals.low), high: amountText(totals.high) }),
    unknownLines: totals.unknownLines,
  };
}

function ratesDocument(estimate: Estimate, source: string): EstimateDocument['rates'] {
  const cards = [...estimate.cards.values()];
  const newest =
    cards
      .map((card) => card.publishedAt)
      .sort()
      .at(-1) ?? '';
  const version = [...new Set(cards.map((card) => card.version))].sort().join(' ');
  return { source, publishedAt: newest, version };
}
