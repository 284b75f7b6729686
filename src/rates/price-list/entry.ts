import { z } from 'zod';

/** The product attributes Tollgate reads. The price list carries many more, and not every product carries all of these. */
export const attributesSchema = z.object({
  usagetype: z.string(),
  operation: z.string().optional(),
  regionCode: z.string().optional(),
  fromRegionCode: z.string().optional(),
  toRegionCode: z.string().optional(),
});

/** One price band: bounds count the unit, `endRange` "Inf" has no end, prices are keyed by currency. */
const dimensionSchema = z.object({
  unit: z.string(),
  beginRange: z.string(),
  endRange: z.string(),
  pricePerUnit: z.record(z.string(), z.string()),
});

const termSchema = z.object({ effectiveDate: z.string(), priceDimensions: z.record(z.string(), dimensionSchema) });

/** Terms of one SKU, keyed `SKU.offerTermCode`: iterated, never indexed by a fixed code. */
export const termsSchema = z.record(z.string(), termSchema);

export type Attributes = z.infer<typeof attributesSchema>;
export type PriceDimension = z.infer<typeof dimensionSchema>;
export type Term = z.infer<typeof termSchema>;

/** One product of the price list with its on-demand terms, whichever API told it. */
export interface PriceListEntry {
  readonly serviceCode: string;
  readonly sku: string;
  readonly attributes: Attributes;
  readonly terms: readonly Term[];
}

/** A published version of one service's offer. The version never changes its content: it pins a price. */
export interface Offer {
  readonly version: string;
  /** RFC 3339 time of publication. */
  readonly publishedAt: string;
}
