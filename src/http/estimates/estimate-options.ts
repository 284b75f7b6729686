import { z } from 'zod';
import { GROUP_WORDS } from '../../model/group-key.ts';

const MAX_LIST = 100;
const word = z.string().min(1).max(256);
const words = z.union([z.array(word).max(MAX_LIST), word]).transform((given) => [given].flat());

/** Discounts, as every route that prices takes them. */
export const discountWords = words
  .optional()
  .describe('What is paid of list price: USAGE-TYPE=FACTOR, SERVICE=FACTOR or *=FACTOR, such as AmazonVPC=0.92.');

/** How to price, the same in the query string, in the body's `options` and in a multipart part `options`. */
export const estimateOptionsSchema = z.strictObject({
  region: word.optional().describe('Region of entries that name none, such as us-east-1.'),
  poolGb: words
    .optional()
    .describe(
      'REGION=GB that the same billing family processes a month outside this network; it fills the lower tiers first.',
    ),
  hours: z
    .union([word, z.number()])
    .transform(String)
    .optional()
    .describe('Hours of the billed month; 730 unless given.'),
  billingDate: z.iso
    .date()
    .optional()
    .describe('Day (YYYY-MM-DD) whose billing rules apply; absent = the rules now in force.'),
  discount: discountWords,
  groupBy: words.optional().describe(`Add cost groups: ${GROUP_WORDS.join(', ')}, or tag:KEY.`),
});

export type EstimateOptions = z.infer<typeof estimateOptionsSchema>;
