import { z } from 'zod';
import type { BudgetDocument } from '../../../report/budget-document.ts';
import { budgetDocumentSchema } from '../../../report/budget-document.ts';
import type { VisibleAccounts } from '../access/principal.ts';

/** A budget as it is kept. */
export const budgetRecordSchema = z.object({
  id: z.uuid(),
  budget: budgetDocumentSchema,
  version: z.number().int().describe('Counts its changes; the ETag of the answer names it.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type BudgetRecord = z.infer<typeof budgetRecordSchema>;

/** Port: budgets in the state database. */
export interface BudgetStore {
  create(budget: BudgetDocument): Promise<BudgetRecord>;
  get(id: string): Promise<BudgetRecord | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(
    page: { readonly limit: number; readonly after?: string | undefined },
    accounts?: VisibleAccounts,
  ): Promise<readonly BudgetRecord[]>;
  /** Undefined where there is none of that id, or none of the version that is expected. */
  replace(id: string, budget: BudgetDocument, expected?: number): Promise<BudgetRecord | undefined>;
  /** False where there is none of that id, or none of the version that is expected. */
  remove(id: string, expected?: number): Promise<boolean>;
}
