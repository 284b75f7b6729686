import { z } from 'zod';
import { findingSchema } from './report.ts';

const tierSchema = z.object({ from: z.string(), to: z.string().nullable(), price: z.string() });

export const rateChangeSchema = z.object({
  product: z.string(),
  toRegion: z.string().optional(),
  usageType: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
  unit: z.string(),
  before: z.array(tierSchema).readonly().optional(),
  after: z.array(tierSchema).readonly().optional(),
  from: z.string().optional().describe('Day from which the new price holds.'),
});

/** What changed prices do to the networks in use: the newest kept scan of each account, or the network that was given. */
export const priceImpactSchema = z.object({
  networks: z.number().int(),
  changes: z.array(rateChangeSchema).readonly().describe('Changes of prices that these networks use.'),
  monthlyBefore: z.string(),
  monthlyAfter: z.string(),
  delta: z.string(),
  unknownLines: z.number().int().describe('Cost lines that the months leave out.'),
  currency: z.string(),
});
export type PriceImpact = z.infer<typeof priceImpactSchema>;

/** An error as documents carry it: the code is listed in docs/errors.md. */
export const documentErrorSchema = z.object({ code: z.string(), message: z.string(), hint: z.string().optional() });

const regionSchema = z.object({
  region: z.string(),
  status: z
    .enum(['changed', 'unchanged', 'fresh', 'failed'])
    .describe('fresh = read live so recently that it was not asked again; failed = the rates read before stay in use.'),
  publishedAt: z.string().optional(),
  version: z.string().optional(),
  changes: z.array(rateChangeSchema).readonly(),
  confirmed: z.number().int().describe('Prices of lesser confidence that the price list now confirms.'),
  keptRates: z.number().int().describe('Rates that the list does not name, kept from before.'),
  skippedRows: z.number().int().describe('Rows of the list that are none of ours.'),
  findings: z.array(findingSchema).readonly(),
  error: documentErrorSchema.optional(),
  impact: priceImpactSchema.optional().describe('Where prices changed and a network of the Region is known.'),
});

/** What a refresh of the rates brought, Region by Region: a failed one takes nothing from the others. */
export const rateRefreshDocumentSchema = z.object({
  schema: z.literal('tollgate/rate-refresh@1'),
  source: z.string(),
  startedAt: z.string(),
  totals: z.object({
    regions: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    fresh: z.number().int(),
    failed: z.number().int(),
  }),
  regions: z.array(regionSchema).readonly(),
});

export type RateRefreshDocument = z.infer<typeof rateRefreshDocumentSchema>;
export type RegionRefresh = z.infer<typeof regionSchema>;
