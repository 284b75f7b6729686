import type { BudgetDocument } from '../../../report/budget-document.ts';
import type { BudgetStore } from '../budgets/budget-store.ts';
import { outOfReach, sees, type VisibleAccounts } from './principal.ts';

/** Budgets of these accounts alone: each names one of them in its scope. Others are as if they were not there; making one is TG1522. */
export function limitBudgets(budgets: BudgetStore, accounts: VisibleAccounts): BudgetStore {
  if (accounts === undefined) return budgets;
  const visible = async (id: string) => {
    const record = await budgets.get(id);
    return record && sees(accounts, record.budget.scope?.account) ? record : undefined;
  };
  const checked = (budget: BudgetDocument): BudgetDocument => {
    if (sees(accounts, budget.scope?.account)) return budget;
    throw outOfReach('The scope of the budget');
  };
  return {
    create: async (budget) => budgets.create(checked(budget)),
    get: visible,
    list: (page) => budgets.list(page, accounts),
    replace: async (id, budget, expected) =>
      (await visible(id)) ? budgets.replace(id, checked(budget), expected) : undefined,
    remove: async (id, expected) => ((await visible(id)) ? budgets.remove(id, expected) : false),
  };
}
