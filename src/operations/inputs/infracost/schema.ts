import { z } from 'zod';
import { Decimal } from '../../../core/decimal.ts';

/** A decimal as Infracost writes it: text, a number in old versions, or null. */
const decimal = z.union([z.string(), z.number()]).transform((value, context) => {
  const number = /^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(String(value)) ? new Decimal(value) : undefined;
  if (number?.isFinite()) return number.toFixed();
  context.addIssue('Give a decimal.');
  return z.NEVER;
});
const amount = decimal.nullish();

const componentSchema = z.looseObject({
  name: z.string(),
  unit: z.string(),
  monthlyQuantity: amount,
  price: amount,
  monthlyCost: amount,
  usageBased: z.boolean().optional(),
  priceNotFound: z.boolean().optional(),
});

export interface InfracostResource {
  readonly name: string;
  readonly resourceType?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | null | undefined;
  readonly costComponents?: readonly z.output<typeof componentSchema>[] | null | undefined;
  readonly subresources?: readonly InfracostResource[] | null | undefined;
}

const resourceSchema: z.ZodType<InfracostResource> = z.looseObject({
  name: z.string(),
  resourceType: z.string().optional(),
  tags: z.record(z.string(), z.string()).nullish(),
  costComponents: z.array(componentSchema).nullish(),
  get subresources() {
    return z.array(resourceSchema).nullish();
  },
});

const breakdownSchema = z.looseObject({
  resources: z.array(resourceSchema).nullish(),
  freeResources: z.array(resourceSchema).nullish(),
});

/** What is read of Infracost's JSON 0.2 (and 0.1): the components of both states, project by project. */
export const infracostSchema = z.looseObject({
  version: z.string(),
  currency: z.string().default('USD'),
  timeGenerated: z.string().optional(),
  projects: z.array(
    z.looseObject({
      name: z.string(),
      pastBreakdown: breakdownSchema.nullish(),
      breakdown: breakdownSchema.nullish(),
    }),
  ),
});

export type InfracostInput = z.output<typeof infracostSchema>;
export type InfracostBreakdown = z.output<typeof breakdownSchema>;
export type InfracostComponent = z.output<typeof componentSchema>;
