// Compiles the collected price facts into pricing-cache/: one rate card per partition and Region, and a manifest with checksums.
// Usage: node scripts/compile-pricing-cache.ts [FACTS_DIR]   (FACTS_DIR holds rates.json; default ../shared/data)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isProductKey, PRODUCTS } from '../src/core/products.ts';
import { REGIONS, type Region } from '../src/core/regions.ts';
import { type Rate, type RateCard, rateCardSchema } from '../src/rates/rate-card.ts';
import { sortRates } from '../src/rates/sort-rates.ts';
import { normaliseUnit } from '../src/rates/units.ts';

const factSchema = z.object({
  region: z.string(),
  product: z.string(),
  usageType: z.string(),
  unit: z.string(),
  currency: z.string(),
  tiers: z.array(z.object({ fromGB: z.number(), toGB: z.number().nullable(), price: z.string() })),
  asOf: z.string(),
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'inferred', 'low']),
  sku: z.string().optional(),
  operation: z.string().optional(),
  toRegion: z.string().optional(),
  note: z.string().optional(),
});
type Fact = z.infer<typeof factSchema>;

/** Notes refer to the document the facts were collected in, which readers of a rate card do not have. */
const COLLECTORS_REFERENCE = / ?\(pricing\.md \d+\)/;

function rateOf(fact: Fact): Rate | undefined {
  if (!isProductKey(fact.product)) return undefined;
  const product = PRODUCTS[fact.product];
  const unit = normaliseUnit(fact.unit);
  if (unit !== product.unit) throw new Error(`${fact.product} in ${fact.region} counts ${fact.unit}`);
  const operation = fact.operation ?? product.operation;
  return {
    product: fact.product,
    serviceCode: product.serviceCode,
    usageType: fact.usageType.replace('<DEST>', '*'),
    ...(operation !== undefined && { operation }),
    unit,
    tiers: fact.tiers.map((tier) => ({
      from: String(tier.fromGB),
      to: tier.toGB === null ? null : String(tier.toGB),
      price: tier.price,
    })),
    ...(fact.toRegion !== undefined && { toRegion: fact.toRegion }),
    ...(fact.sku !== undefined && { sku: fact.sku }),
    asOf: fact.asOf,
    source: fact.source,
    confidence: fact.confidence,
    ...(fact.note !== undefined && { note: fact.note.replace(COLLECTORS_REFERENCE, '') }),
  };
}

/** Facts for every Region hold where their currency is billed; nothing costs nothing in any currency. */
const holdsIn = (region: Region, fact: Fact): boolean =>
  (fact.region === '*' || fact.region === 'global') &&
  (fact.currency === region.currency || fact.tiers.every((tier) => tier.price === '0'));

function cardOf(region: Region, facts: readonly Fact[]): RateCard | undefined {
  const own = facts.filter((fact) => fact.region === region.region);
  // The publication day of the price list itself: that of the interface endpoint hours.
  const lead = own.find((fact) => fact.product === 'interface-endpoint-hours') ?? own[0];
  if (lead === undefined) return undefined;
  const shared = facts.filter((fact) => holdsIn(region, fact));
  return rateCardSchema.parse({
    schema: 'tollgate/rate-card@1',
    partition: region.partition,
    region: region.region,
    currency: region.currency,
    version: lead.asOf.replaceAll('-', ''),
    publishedAt: lead.asOf,
    rates: sortRates([...own, ...shared].flatMap((fact) => rateOf(fact) ?? [])),
  });
}

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** Every file of the snapshot by its path inside `pricing-cache/`, compiled from the facts. */
export function compilePricingCache(factsDir: string): ReadonlyMap<string, string> {
  const facts = z.array(factSchema).parse(JSON.parse(readFileSync(join(factsDir, 'rates.json'), 'utf8')));
  const cards = REGIONS.flatMap((region) => cardOf(region, facts) ?? []);
  const texts = new Map(cards.map((card) => [`${card.partition}/${card.region}.json`, textOf(card)]));
  const files = cards.map((card) => {
    const path = `${card.partition}/${card.region}.json`;
    const sha256 = createHash('sha256')
      .update(texts.get(path) ?? '')
      .digest('hex');
    const { region, currency, publishedAt } = card;
    return { path, region, currency, publishedAt, rates: card.rates.length, sha256 };
  });
  const manifest = {
    schema: 'tollgate/pricing-manifest@1',
    formatVersion: 1,
    source: 'public copies of the AWS Price List, compiled 2026-11-23',
    publishedAt: '2025-11-04',
    files,
  };
  return new Map([...texts, ['manifest.json', textOf(manifest)]]);
}

if (import.meta.main) {
  const outDir = 'pricing-cache';
  const texts = compilePricingCache(process.argv[2] ?? '../shared/data');
  rmSync(outDir, { recursive: true, force: true });
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    writeFileSync(join(outDir, path), text);
  }
  console.log(`${texts.size - 1} rate cards`);
}
