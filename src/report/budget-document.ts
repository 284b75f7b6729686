import { z } from 'zod';
import { decimalText } from '../core/decimal-text.ts';
import { ledgerSchema } from './ledger-document.ts';

const plain = z.string().regex(/^\d{1,18}(?:\.\d{1,10})?$/);
const word = z.string().min(1).max(256);
/** AWS allows no more on a resource. */
const MOST_TAGS = 50;

/** What a threshold looks at: what was billed, what the network costs a month as it stands, or what the month is expected to cost. */
export const BUDGET_FIGURES = ['actual', 'run-rate', 'forecast'] as const;
export type BudgetFigure = (typeof BUDGET_FIGURES)[number];

const share = z.string().regex(/^(?:0|[1-9]\d{0,2})(?:\.\d{1,6})?$/);
const thresholdsOf = <Share extends z.ZodType<string>>(of: Share) =>
  z
    .array(z.strictObject({ on: z.enum(BUDGET_FIGURES), share: of }))
    .min(1)
    .max(20)
    .optional();

/** A budget as it is written: a limit a month for a part of the network. Every criterion of the scope must hold; none = everything. */
export const budgetDocumentSchema = z.strictObject({
  schema: z.literal('tollgate/budget@1'),
  name: word,
  /** Limit of one month, in `currency`. */
  amount: plain,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** YYYY-MM; absent = every month. */
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
  scope: z
    .strictObject({
      region: word.optional(),
      account: word.optional(),
      vpc: word.optional(),
      service: word.optional(),
      tags: z
        .record(z.string().max(256), z.string().max(1024))
        .refine((tags) => Object.keys(tags).length <= MOST_TAGS, `at most ${MOST_TAGS} tags`)
        .optional(),
    })
    .optional(),
  /** Shares of the amount that are looked at: "0.8" of the forecast. Absent = the whole amount of the run-rate. */
  thresholds: thresholdsOf(share),
});
/** A budget as people write it: the name of the schema may be left out, amount and shares may be numbers. */
export const writtenBudgetSchema = budgetDocumentSchema.extend({
  schema: z.literal('tollgate/budget@1').default('tollgate/budget@1'),
  amount: decimalText,
  thresholds: thresholdsOf(decimalText.pipe(share)),
});

/** Budgets, one by one. */
export const writtenBudgetsSchema = z.array(writtenBudgetSchema).min(1).max(1000);

export type BudgetDocument = z.infer<typeof budgetDocumentSchema>;

const verdictSchema = z.object({
  on: z.enum(BUDGET_FIGURES),
  share: z.string(),
  /** Amount from which it is crossed. */
  limit: z.string(),
  /** Null = nobody knows it here. */
  spent: z.string().nullable(),
  /** Cost lines that `spent` leaves out. */
  unknownLines: z.number().int(),
  /** Unknown: not crossed as far as is known, and not all is known. */
  state: z.enum(['within', 'crossed', 'unknown']),
});

/** Where budgets stand. */
export const budgetEvaluationSchema = z.object({
  schema: z.literal('tollgate/budget-evaluation@1'),
  budgets: z.array(
    z.object({
      name: z.string(),
      amount: z.string(),
      currency: z.string(),
      state: z.enum(['within', 'crossed', 'unknown']),
      thresholds: z.array(verdictSchema),
    }),
  ),
  /** Every line of the bill that actual cost is taken from; absent where no bill is given. */
  ledger: ledgerSchema.optional(),
  otherLedgers: z.array(ledgerSchema).optional(),
});
export type BudgetEvaluation = z.infer<typeof budgetEvaluationSchema>;
export type BudgetVerdict = z.infer<typeof verdictSchema>;
