import { readFileSync } from 'node:fs';
import { FindingLog } from '../../src/core/finding.ts';
import { regionNamed } from '../../src/core/regions.ts';
import type { CostLine } from '../../src/model/cost-line.ts';
import { type Estimate, type EstimateInput, estimate } from '../../src/model/estimate.ts';
import { rateLookup } from '../../src/model/rate-lookup.ts';
import { regionsOf } from '../../src/model/regions-of.ts';
import { type RateCard, rateCardSchema } from '../../src/rates/rate-card.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { topologySchema } from '../../src/topology/topology-schema.ts';

const CARDS = new Map<string, RateCard>();

/** The rate card of a Region from the bundled snapshot. */
export function bundledCard(region: string): RateCard {
  const known = CARDS.get(region);
  if (known) return known;
  const file = new URL(`../../pricing-cache/${regionNamed(region).partition}/${region}.json`, import.meta.url);
  const card = rateCardSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  CARDS.set(region, card);
  return card;
}

export const bundledCards = (regions: readonly string[]): ReadonlyMap<string, RateCard> =>
  new Map(regions.map((region) => [region, bundledCard(region)]));

type TopologyPart = Omit<Partial<Topology>, 'schema'>;

/** A topology with defaults: no endpoints, us-east-1. */
export const topologyOf = (part: TopologyPart): Topology =>
  topologySchema.parse({ schema: 'tollgate/topology@1', region: 'us-east-1', endpoints: [], ...part });

/** Estimates a topology with the bundled rates of the Regions it touches. */
export function estimateOf(part: TopologyPart, more: Partial<EstimateInput> = {}): Estimate {
  const topology = topologyOf(part);
  return estimate({ topology, cards: bundledCards(regionsOf(topology)), ...more });
}

/** The first rate of a product, as the charges get it. */
export const rateOf = (region: string, product: Parameters<ReturnType<typeof rateLookup>>[1], toRegion?: string) =>
  rateLookup(bundledCards([region]), new FindingLog())(region, product, toRegion);

/** Lines of one charge, of endpoints first and resources after, in plain text: what tests compare. */
export function linesOf(result: Estimate, charge: CostLine['charge']) {
  const owners = [
    ...result.endpoints.map((each) => ({ of: each.joined.endpoint.id, lines: each.lines })),
    ...result.resources.map((each) => ({ of: each.resource.id, lines: each.lines })),
  ];
  return owners.flatMap(({ of, lines }) =>
    lines.filter((line) => line.charge === charge).map((line) => ({ of, ...plainLine(line) })),
  );
}

const plainLine = ({ status, unit, quantity, display, unitPrice, monthly, low, high }: CostLine) => ({
  status,
  unit,
  ...(quantity && { quantity: quantity.toFixed() }),
  ...(display !== undefined && { display }),
  ...(unitPrice && { unitPrice: unitPrice.toFixed() }),
  ...(monthly && { monthly: monthly.toFixed() }),
  ...(low && { low: low.toFixed() }),
  ...(high && { high: high.toFixed() }),
});

/** Codes and subjects of the findings. */
export const findingsOf = (result: Estimate): readonly string[] =>
  result.findings.findings.map((each) => `${each.code} ${each.subject}`);
