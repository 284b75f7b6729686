import { z } from 'zod';
import type { GatePolicy } from '../../operations/diff/gates/gate.ts';
import { parseGates } from '../../operations/diff/gates/parse-gates.ts';
import { writtenBudgetsSchema } from '../../report/budget-document.ts';
import { estimateOptionsSchema } from '../estimates/estimate-options.ts';

const word = z.string().min(1).max(256);
const number = z.union([word, z.number().min(0)]).transform(String);
const flag = z.union([z.boolean(), z.stringbool()]);

/** How to price and judge, the same in the query string, in the body's `options` and in a multipart part `options`. */
export const diffOptionsSchema = estimateOptionsSchema.omit({ groupBy: true }).extend({
  maxIncrease: z
    .union([z.array(number).max(10), number])
    .transform((given) => [given].flat())
    .optional()
    .describe('Most the change may add a month: an amount (100) or a share of base (10%).'),
  maxMonthly: number.optional().describe('Most the network may cost a month.'),
  minAzs: number.optional().describe('Fewest zones of an endpoint.'),
  maxUtilisation: number.optional().describe('Highest use of a zone at the known peak, such as 0.6.'),
  failOnExisting: flag.optional().describe('Also count what base violates already.'),
  title: word.optional().describe('A word for the head of the report, such as the environment.'),
});

/** What fits a body only: mappings and lists. */
export const diffBodyOptionsSchema = diffOptionsSchema.extend({
  parameters: z.record(word, z.string().max(4096)).optional().describe('Template parameters and imported values.'),
  budgets: writtenBudgetsSchema
    .optional()
    .describe('Budgets (`tollgate/budget@1`) that the state after the change must keep.'),
  requiredTags: z.array(word).max(50).optional().describe('Tags every added endpoint must carry.'),
});

export type DiffOptions = z.infer<typeof diffBodyOptionsSchema>;

/** The gates of the options. Throws TG5004. */
export function gatesOf(options: DiffOptions): GatePolicy {
  const { budgets, requiredTags } = options;
  return { ...parseGates(options), budgets, requiredTags };
}
