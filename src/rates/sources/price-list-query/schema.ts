import { z } from 'zod';
import { attributesSchema, termsSchema } from '../../price-list/entry.ts';

/** One entry of a GetProducts page, parsed from its string: only the fields Tollgate reads. */
export const productEntrySchema = z.object({
  serviceCode: z.string(),
  product: z.object({ sku: z.string(), attributes: attributesSchema }),
  terms: z.object({ OnDemand: termsSchema.default({}) }),
  version: z.string(),
  publicationDate: z.string(),
});
