import { TollgateError } from '../../core/errors.ts';
import type { Budget } from '../gates/budget.ts';
import { documentOf } from '../load-network.ts';

/** Budgets from a file of their own (YAML or JSON). Throws TG5005. */
export async function readBudgets(file: string, content: Uint8Array): Promise<readonly Budget[]> {
  const document = await documentOf({ name: file, content });
  const { budgetFileSchema } = await import('../../report/project-file.ts');
  const parsed = budgetFileSchema.safeParse(document.value);
  if (parsed.success) return parsed.data.budgets;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const line = document.lineOf(issue?.path ?? []);
  throw new TollgateError(
    'TG5005',
    `${file} is not a file of budgets at ${path || 'its top'}: ${issue?.message ?? ''}`,
    {
      location: { file, path, ...(line !== undefined && { line }) },
      hint: 'Give a list under "budgets", each with a name and a monthly limit.',
    },
  );
}
