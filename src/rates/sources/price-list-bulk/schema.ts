import { z } from 'zod';
import { attributesSchema } from '../../price-list/entry.ts';

/** `region_index.json` of one service: where the current offer file of each Region lies. */
export const regionIndexSchema = z.object({
  regions: z.record(z.string(), z.object({ currentVersionUrl: z.string() })),
});

/** One value of an offer file's `products`. */
export const offerProductSchema = z.object({ sku: z.string(), attributes: attributesSchema });
