import { ZERO } from '../core/decimal.ts';
import type { FindingLog } from '../core/finding.ts';
import type { ProductKey } from '../core/products.ts';
import { findRate, matchRates } from '../rates/find-rate.ts';
import type { Rate, RateCard } from '../rates/rate-card.ts';
import type { ChargeContext, PricedRate } from './charge.ts';
import { bandsOf } from './tiers.ts';

/** Looks rates up once per Region and product, and says so when one is missing, inferred or of low confidence. */
export function rateLookup(cards: ReadonlyMap<string, RateCard>, findings: FindingLog): ChargeContext['rate'] {
  const known = new Map<string, PricedRate | undefined>();
  return (region, product, toRegion) => {
    const key = `${region}\u0000${product}\u0000${toRegion ?? ''}`;
    if (known.has(key)) return known.get(key);
    const priced = look(cards, findings, region, product, toRegion);
    known.set(key, priced);
    return priced;
  };
}

function look(
  cards: ReadonlyMap<string, RateCard>,
  findings: FindingLog,
  region: string | undefined,
  product: ProductKey,
  toRegion: string | undefined,
): PricedRate | undefined {
  if (region === undefined) return undefined;
  const card = cards.get(region);
  if (!card || matchRates(card, product, toRegion).length === 0) {
    const what = toRegion === undefined ? product : `${product} to ${toRegion}`;
    findings.add('TG1352', region, `No rate for ${what} is known in ${region}; the lines that need it are not priced.`);
    return undefined;
  }
  const rate = findRate(card, product, toRegion);
  warnOfConfidence(rate, region, findings);
  return pricedRate(rate);
}

const PRICED = new WeakMap<Rate, PricedRate>();

/** Worked out once per rate: cards outlive estimates. */
function pricedRate(rate: Rate): PricedRate {
  let priced = PRICED.get(rate);
  if (!priced) {
    priced = { rate, price: bandsOf(rate.tiers)[0]?.price ?? ZERO, provenance: provenanceOf(rate) };
    PRICED.set(rate, priced);
  }
  return priced;
}

function warnOfConfidence(rate: Rate, region: string, findings: FindingLog): void {
  if (rate.confidence === 'high' || rate.confidence === 'medium') return;
  const why = rate.note === undefined ? '' : `: ${rate.note}`;
  findings.add(
    'TG1350',
    region,
    `The ${rate.product} rate of ${region} (as of ${rate.asOf}) has ${rate.confidence} confidence${why}.`,
  );
}

const provenanceOf = (rate: Rate): PricedRate['provenance'] => ({
  source: rate.source,
  usageType: rate.usageType,
  asOf: rate.asOf,
  confidence: rate.confidence,
  ...(rate.sku !== undefined && { sku: rate.sku }),
  ...(rate.tiers.length === 1 && rate.tiers[0]?.rateCode !== undefined && { rateCode: rate.tiers[0].rateCode }),
  ...(rate.discount !== undefined && { discount: rate.discount }),
});
