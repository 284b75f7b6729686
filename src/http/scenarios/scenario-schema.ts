import { z } from 'zod';
import { MOST_MONTHS, MOST_VARIANTS } from '../../operations/scenarios/limits.ts';
import { discountWords } from '../estimates/estimate-options.ts';

/** Variants of a network and how their bytes grow, in one body. */
export const scenarioSchema = z
  .strictObject({
    variants: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(100),
          kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
          document: z.looseObject({}).describe('A topology file, a Terraform plan, a template or a snapshot.'),
        }),
      )
      .min(2)
      .max(MOST_VARIANTS),
    months: z.number().int().min(1).max(MOST_MONTHS).default(12),
    growth: z
      .string()
      .regex(/^-?(?:0|[1-9])(?:\.\d{1,6})?$/)
      .default('0')
      .describe('Growth of the bytes a month: "0.02" = 2 %. Above -1.'),
    discount: discountWords,
    region: z.string().min(1).max(32).optional().describe('Region of entries that name none.'),
  })
  .refine(({ growth }) => Number(growth) > -1, { path: ['growth'], message: 'must be above -1' });
