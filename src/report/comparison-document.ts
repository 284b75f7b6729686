import { z } from 'zod';
import { findingSchema } from './report.ts';

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);

const variantSchema = z.object({
  name: z.string(),
  /** The first month, as an estimate tells it. */
  monthly: decimal,
  /** The sum of all months. */
  total: decimal,
  /** `total` at list price; present where discounts were applied. */
  list: decimal.optional(),
  /** Cost lines that the amounts leave out: a variant with unknown lines is a lower bound. */
  unknownLines: z.number().int(),
  months: z.array(z.object({ month: z.number().int(), monthly: decimal, cumulative: decimal })),
});

/** The comparison document: variants of a network side by side over months of growing traffic. */
export const comparisonDocumentSchema = z.object({
  schema: z.literal('tollgate/comparison@1'),
  currency: z.string(),
  /** Growth of the bytes from one month to the next: 0.02 = 2 %. Hours do not grow. */
  growth: decimal,
  variants: z.array(variantSchema),
  /** The name of the variant that costs least over all months; null where one leaves lines out. */
  cheapest: z.string().nullable(),
  /** For each two variants, the month from which the other one is cheaper. */
  breakEvens: z.array(
    z.object({
      /** Cheaper in the first month. */
      from: z.string(),
      /** Cheaper later on. */
      to: z.string(),
      /** First month (1 = the first) whose own cost is lower; null = not within the months. */
      month: z.number().int().nullable(),
      /** First month by whose end less has been spent in all; null = not within the months. */
      cumulativeMonth: z.number().int().nullable(),
    }),
  ),
  findings: z.array(findingSchema),
});

export type ComparisonDocument = z.infer<typeof comparisonDocumentSchema>;
