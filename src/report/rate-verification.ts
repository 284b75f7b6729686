import { z } from 'zod';
import { documentErrorSchema, rateChangeSchema } from './rate-refresh.ts';

const copySchema = z.object({
  copy: z.enum(['current', 'previous', 'bundled']),
  state: z.enum(['good', 'damaged', 'absent']),
  publishedAt: z.string().optional(),
  fetchedAt: z.string().optional().describe('When a refreshed copy was read from the price list.'),
  version: z.string().optional(),
  rates: z.number().int().optional(),
});

const confidenceSchema = z.object({
  high: z.number().int(),
  medium: z.number().int(),
  inferred: z.number().int(),
  low: z.number().int(),
});

const regionSchema = z.object({
  region: z.string(),
  ok: z.boolean(),
  copies: z.array(copySchema).readonly(),
  confidence: confidenceSchema.optional().describe('Rates in use by confidence.'),
  differences: z
    .array(rateChangeSchema)
    .readonly()
    .optional()
    .describe('How the live price list differs from the rates in use.'),
  errors: z.array(documentErrorSchema).readonly(),
});

/** Whether the rates on disk are whole and, where the live list was asked, whether they still hold. */
export const rateVerificationDocumentSchema = z.object({
  schema: z.literal('tollgate/rate-verification@1'),
  ok: z.boolean(),
  liveSource: z.string().optional(),
  regions: z.array(regionSchema).readonly(),
});

export type RateVerificationDocument = z.infer<typeof rateVerificationDocumentSchema>;
export type RegionVerification = z.infer<typeof regionSchema>;
