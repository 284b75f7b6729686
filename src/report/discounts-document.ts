import { z } from 'zod';

/** What is paid of a list price: above 0, below 2; 0.92 = 8 % off. */
const factor = z
  .string()
  .regex(/^(?:0|1)(?:\.\d{1,10})?$/)
  .refine((text) => Number(text) > 0, 'must be above 0');

const discountSchema = z.object({
  /** As the bill writes it, such as USE1-VpcEndpoint-Hours; it wins over its service. */
  usageType: z.string().min(1).max(256).optional(),
  /** Code of the service, such as AmazonVPC; without usage type and service the discount is of everything. */
  service: z.string().min(1).max(256).optional(),
  factor,
});

/** Discounts written by hand: read by `--discounts`, as is a reconciliation that learned them. */
export const discountsFileSchema = z.object({
  schema: z.literal('tollgate/discounts@1'),
  discounts: z.array(discountSchema).max(10_000),
});
