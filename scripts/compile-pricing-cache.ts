// Compiles the collected price facts into pricing-cache/: one rate card per partition and Region, and a manifest with checksums.
// Usage: node scripts/compile-pricing-cache.ts [FACTS_DIR]   (FACTS_DIR holds rates.json and regions.json; default ../shared/data)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { REGIONS } from '../src/core/regions.ts';
import { PRODUCTS, type ProductKey } from '../src/rates/products.ts';
import { type Rate, type RateCard, rateCardSchema } from '../src/rates/rate-card.ts';
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

const factsDir = process.argv[2] ?? '../shared/data';
const outDir = 'pricing-cache';
const facts = z.array(factSchema).parse(JSON.parse(readFileSync(join(factsDir, 'rates.json'), 'utf8')));

const isProduct = (key: string): key is ProductKey => key in PRODUCTS;

function rateOf(fact: Fact): Rate | undefined {
  if (!isProduct(fact.product)) return undefined;
  const product = PRODUCTS[fact.product];
  const operation = fact.operation ?? product.operation;
  return {
    product: fact.product,
    serviceCode: product.serviceCode,
    usageType: fact.usageType,
    ...(operation !== undefined && { operation }),
    unit: normaliseUnit(fact.unit),
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
    ...(fact.note !== undefined && { note: fact.note }),
  };
}

const compare = (a: Rate, b: Rate): number =>
  a.product.localeCompare(b.product) ||
  (a.toRegion ?? '').localeCompare(b.toRegion ?? '') ||
  a.usageType.localeCompare(b.usageType);

function cardOf(region: (typeof REGIONS)[number]): RateCard | undefined {
  const own = facts.filter((fact) => fact.region === region.region);
  if (own.length === 0) return undefined;
  const everywhere = facts.filter((fact) => fact.region === '*' || fact.region === 'global');
  const shared = everywhere.filter(
    (fact) => fact.currency === region.currency || fact.tiers.every((tier) => tier.price === '0'),
  );
  const publishedAt = mostCommonDay(own);
  return rateCardSchema.parse({
    schema: 'tollgate/rate-card@1',
    partition: region.partition,
    region: region.region,
    currency: region.currency,
    version: publishedAt.replaceAll('-', ''),
    publishedAt,
    rates: [...own, ...shared].flatMap((fact) => rateOf(fact) ?? []).sort(compare),
  });
}

/** The publication day of the price list itself: that of the interface endpoint hours. */
function mostCommonDay(own: readonly Fact[]): string {
  const fact = own.find((each) => each.product === 'interface-endpoint-hours') ?? own[0];
  if (!fact) throw new Error('no facts');
  return fact.asOf;
}

rmSync(outDir, { recursive: true, force: true });
const files = REGIONS.flatMap((region) => {
  const card = cardOf(region);
  if (!card) return [];
  const path = `${card.partition}/${card.region}.json`;
  const text = `${JSON.stringify(card, null, 1)}\n`;
  mkdirSync(dirname(join(outDir, path)), { recursive: true });
  writeFileSync(join(outDir, path), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return [
    {
      path,
      region: card.region,
      currency: card.currency,
      publishedAt: card.publishedAt,
      rates: card.rates.length,
      sha256,
    },
  ];
});
const manifest = {
  schema: 'tollgate/pricing-manifest@1',
  formatVersion: 1,
  source: 'public copies of the AWS Price List, compiled 2026-11-23',
  publishedAt: '2025-11-04',
  files,
};
writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
console.log(`${files.length} rate cards, ${files.reduce((total, file) => total + file.rates, 0)} rates`);
