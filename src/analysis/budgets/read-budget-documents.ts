import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { type BudgetDocument, budgetDocumentSchema } from '../../report/budget-document.ts';
import { documentOf } from '../load-network.ts';

const fileSchema = z.union([
  budgetDocumentSchema.transform((budget) => [budget]),
  z.strictObject({ budgets: z.array(budgetDocumentSchema).min(1).max(1000) }).transform(({ budgets }) => budgets),
]);

/** Budgets of a file (YAML or JSON): one, or a list under `budgets`. Throws TG6011 beside what cannot be parsed. */
export async function readBudgetDocuments(name: string, content: Uint8Array): Promise<readonly BudgetDocument[]> {
  const document = await documentOf({ name, content });
  const parsed = fileSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const isList = typeof document.value === 'object' && document.value !== null && 'budgets' in document.value;
  const own = (
    isList ? z.strictObject({ budgets: z.array(budgetDocumentSchema).min(1) }) : budgetDocumentSchema
  ).safeParse(document.value);
  const [issue] = own.error?.issues ?? parsed.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  const line = document.lineOf(issue?.path ?? []);
  throw new TollgateError(
    'TG6011',
    `${name} is no budget at ${path || 'its top'}: ${issue?.message ?? 'it does not fit'}.`,
    {
      location: { file: name, ...(path !== '' && { path }), ...(line !== undefined && { line }) },
      hint: 'Give schema: tollgate/budget@1 with name, amount and currency; `tollgate schema budget` prints the shape.',
    },
  );
}
