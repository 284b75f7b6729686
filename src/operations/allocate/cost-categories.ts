import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import type { CostPlace } from '../../model/allocation/place.ts';
import { documentOf, type NetworkInput } from '../inputs/load-network.ts';

const words = z.array(z.string().min(1).max(256)).min(1).max(10_000);

const ruleSchema = z
  .strictObject({
    value: z.string().min(1).max(256),
    accounts: words.optional(),
    vpcs: words.optional(),
    services: words.optional(),
    /** Tags that must all have these values. */
    tags: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ accounts, vpcs, services, tags }) => Boolean(accounts ?? vpcs ?? services ?? tags), {
    message: 'a rule needs accounts, vpcs, services or tags',
  });

/** A cost category as a file defines it: the first rule whose every condition holds gives the value. */
export const costCategorySchema = z.strictObject({
  name: z.string().min(1).max(256),
  rules: z.array(ruleSchema).min(1).max(1000),
  /** The value where no rule holds; absent = none. */
  default: z.string().min(1).max(256).optional(),
});
export type CostCategory = z.infer<typeof costCategorySchema>;

/** Reads a file of one cost category. Throws TG6006 beside the errors of parsing. */
export async function readCostCategory(input: NetworkInput): Promise<CostCategory> {
  const document = await documentOf(input);
  const result = costCategorySchema.safeParse(document.value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new TollgateError(
    'TG6006',
    `${document.name} is no cost category: ${issue?.path.join('.') || 'the document'}: ${issue?.message ?? ''}.`,
    {
      location: { file: document.name },
      hint: 'Give name, and rules with a value and accounts, vpcs, services or tags.',
    },
  );
}

/** The value a category gives a place. */
export function categoryOf({ rules, default: otherwise }: CostCategory, place: CostPlace): string | undefined {
  const has = (list: readonly string[] | undefined, own: string | undefined): boolean =>
    list === undefined || (own !== undefined && list.includes(own));
  const rule = rules.find(
    ({ accounts, vpcs, services, tags }) =>
      has(accounts, place.account) &&
      has(vpcs, place.vpc) &&
      has(services, place.service) &&
      Object.entries(tags ?? {}).every(([key, value]) => tagOf(place, key) === value),
  );
  return rule?.value ?? otherwise;
}

const tagOf = ({ tags }: CostPlace, key: string): string | undefined =>
  tags !== undefined && Object.hasOwn(tags, key) ? tags[key] : undefined;

/** An empty tag is no tag. */
export const taggedValue = (place: CostPlace, key: string): string | undefined => tagOf(place, key) || undefined;
