import { z } from 'zod';
import { RATE_UNITS } from '../core/rate-unit.ts';

const price = z.string().regex(/^\d+(?:\.\d+)?$/);

/** One price band: from inclusive to exclusive, in the rate's unit; `to` null = without end (the price list's "Inf"). */
const tierSchema = z.strictObject({
  from: price,
  to: price.nullable(),
  price,
  /** The price list's own name of this price (SKU, term and rate); only a live list tells. */
  rateCode: z.string().optional(),
});

/** One product's list price in one Region. Prices are decimal strings in plain notation without trailing zeros: exact, never rounded. */
export const rateSchema = z.strictObject({
  product: z.string(),
  serviceCode: z.string(),
  /** As the price list writes it; "(none)" and "(not sourced)" for no usage type. */
  usageType: z.string(),
  operation: z.string().optional(),
  unit: z.enum(RATE_UNITS),
  tiers: z.array(tierSchema).min(1),
  /** Destination of an inter-Region transfer rate. Each pair has a rate of its own: a pair that no source names has none. */
  toRegion: z.string().optional(),
  sku: z.string().optional(),
  /** Day from which the price was published or seen. */
  asOf: z.string(),
  /** Day from which the price list says the price holds; only a live list tells. */
  effectiveDate: z.string().optional(),
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'inferred', 'low']),
  /** A second, independent record of the price list that has the same price in every tier. */
  corroboratedBy: z.string().optional(),
  note: z.string().optional(),
  /** What is paid of the list price, where a discount was applied: the tiers then hold effective prices. Never in a price list. */
  discount: price.optional(),
});

/** Every rate of one Region, in one currency. */
export const rateCardSchema = z.strictObject({
  schema: z.literal('tollgate/rate-card@1'),
  partition: z.string(),
  region: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Version of the snapshot or price list, and the day it was published. */
  version: z.string(),
  publishedAt: z.string(),
  /** Version of each service's offer that a live price list was read from; absent in the bundled snapshot. */
  offers: z.record(z.string(), z.string()).optional(),
  rates: z.array(rateSchema),
});

export type Tier = z.infer<typeof tierSchema>;
export type Rate = z.infer<typeof rateSchema>;
export type RateCard = z.infer<typeof rateCardSchema>;

/** Bands and prices alone: two names of one price are no two prices. */
export const pricesOf = (tiers: readonly Tier[]): readonly Tier[] =>
  tiers.map(({ from, to, price: each }) => ({ from, to, price: each }));
