// The collected facts under pricing-cache/source: how each file is shaped, and the list of single prices they come to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isProductKey, PRODUCTS } from '../../src/core/products.ts';
import { findRegion } from '../../src/core/regions.ts';
import { usageTypeIn } from '../../src/core/usage-type.ts';

const price = z.string().regex(/^\d+(\.\d+)?$/);

const factSchema = z.object({
  region: z.string(),
  product: z.string(),
  /** Absent = the one that the price list has for the product in the Region. */
  usageType: z.string().optional(),
  unit: z.string(),
  currency: z.string(),
  tiers: z.array(z.object({ fromGB: z.number(), toGB: z.number().nullable(), price })),
  asOf: z.string(),
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'inferred', 'low']),
  sku: z.string().optional(),
  operation: z.string().optional(),
  toRegion: z.string().optional(),
  note: z.string().optional(),
});
export type Fact = z.infer<typeof factSchema>;

const pairsSchema = factSchema
  .pick({ product: true, unit: true, currency: true, asOf: true, source: true, confidence: true })
  .extend({ pairs: z.record(z.string(), z.record(z.string(), price)) });

const secondSourceSchema = z.object({
  asOf: z.string(),
  source: z.string(),
  /** By product and Region: one price a tier, in the order of the tiers. */
  prices: z.record(z.string(), z.record(z.string(), z.array(price))),
});
export type SecondSource = z.infer<typeof secondSourceSchema>;

const read = (dir: string, name: string): unknown => JSON.parse(readFileSync(join(dir, `${name}.json`), 'utf8'));

/** Every collected price, in no order that matters. */
export function readFacts(dir: string): readonly Fact[] {
  const { pairs, ...shared } = pairsSchema.parse(read(dir, 'inter-region-2025-06'));
  const transfers = Object.entries(pairs).flatMap(([region, byDestination]) =>
    Object.entries(byDestination).map(([toRegion, each]) => ({
      ...shared,
      region,
      toRegion,
      usageType: transferUsageType(region, toRegion),
      tiers: [{ fromGB: 0, toGB: null, price: each }],
    })),
  );
  const rates = z.array(factSchema).parse(read(dir, 'rates'));
  const balancers = z.array(factSchema).parse(read(dir, 'load-balancers-2025-06'));
  return [...rates, ...balancers, ...transfers].map((fact) => ({
    ...fact,
    usageType: fact.usageType ?? usageTypeOf(fact),
  }));
}

export const readSecondSource = (dir: string): SecondSource =>
  secondSourceSchema.parse(read(dir, 'second-source-2025-06'));

function transferUsageType(from: string, to: string): string {
  const [source, destination] = [findRegion(from)?.usagePrefix, findRegion(to)?.usagePrefix];
  if (!source || !destination) throw new Error(`No usage prefix is known for ${from} or ${to}`);
  return `${source}-${destination}-AWS-Out-Bytes`;
}

function usageTypeOf({ region, product }: Fact): string {
  const place = findRegion(region);
  const usageType = place && isProductKey(product) ? usageTypeIn(place, PRODUCTS[product]) : undefined;
  if (usageType === undefined) throw new Error(`No usage type is known for ${product} in ${region}`);
  return usageType;
}
