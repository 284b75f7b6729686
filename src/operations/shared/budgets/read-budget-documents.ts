import { z } from 'zod';
import { TollgateError } from '../../../core/errors.ts';
import { type BudgetDocument, writtenBudgetSchema, writtenBudgetsSchema } from '../../../report/budget-document.ts';
import { documentOf } from '../../inputs/load-network.ts';

const listSchema = z.strictObject({ budgets: writtenBudgetsSchema }).transform(({ budgets }) => budgets);
const oneSchema = writtenBudgetSchema.transform((budget) => [budget]);

/** Budgets of a file (YAML or JSON): one, or a list under `budgets`. Throws TG6011 beside what cannot be parsed. */
export async function readBudgetDocuments(name: string, content: Uint8Array): Promise<readonly BudgetDocument[]> {
  const document = await documentOf({ name, content });
  const isList = typeof document.value === 'object' && document.value !== null && 'budgets' in document.value;
  const parsed = (isList ? listSchema : oneSchema).safeParse(document.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  const line = document.lineOf(issue?.path ?? []);
  throw new TollgateError(
    'TG6011',
    `${name} is no budget at ${path || 'its top'}: ${issue?.message ?? 'it does not fit'}.`,
    {
      location: { file: name, ...(path !== '' && { path }), ...(line !== undefined && { line }) },
      hint: 'Give name, amount and currency, or a list of such under budgets; `tollgate schema budget` prints the shape.',
    },
  );
}
