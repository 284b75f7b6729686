import { z } from 'zod';

/** An answer of Trino's client protocol. Source: trino.io, "Trino client REST API"; only the fields that are used. */
const answerSchema = z.object({
  id: z.string(),
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.unknown())).optional(),
  stats: z.object({ state: z.string(), physicalInputBytes: z.number().optional() }).optional(),
  error: z
    .object({
      message: z.string().default(''),
      errorName: z.string().default(''),
      errorType: z.string().default(''),
    })
    .optional(),
});
export type TrinoAnswer = z.infer<typeof answerSchema>;

/** Whole numbers that a double cannot hold stay exact. */
export const readAnswer = (text: string): TrinoAnswer => answerSchema.parse(JSON.parse(text, exactly));

function exactly(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isWhole = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isWhole && /^-?\d+$/.test(context?.source ?? '') ? BigInt(context?.source ?? '0') : value;
}
