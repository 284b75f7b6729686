import { Decimal, sum } from '../../core/decimal.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../report/budget-document.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { evaluateBudget, type Spent } from './evaluate-budget.ts';
import { isInScope, spentOf } from './scope.ts';

/** What budgets are checked against: always the run-rate; the bill and the forecast where somebody gives them. */
export interface BudgetBasis {
  readonly estimate: Pick<EstimateDocument, 'currency' | 'endpoints' | 'resources'>;
  readonly bill?: ReconciliationDocument | undefined;
  /** Expected cost of the whole network by month (YYYY-MM); a part of it has no forecast of its own. */
  readonly forecast?: ReadonlyMap<string, string> | undefined;
}

/** Use case: where every budget stands. Throws TG6010. */
export function checkBudgets(budgets: readonly BudgetDocument[], basis: BudgetBasis): BudgetEvaluation {
  return {
    schema: 'tollgate/budget-evaluation@1',
    budgets: budgets.map((budget) => {
      const { monthly, unknownLines } = spentOf(budget.scope, basis.estimate);
      const actual = actualOf(budget, basis);
      const forecast = forecastOf(budget, basis);
      const figures = {
        'run-rate': { amount: monthly, unknownLines },
        ...(actual && { actual }),
        ...(forecast && { forecast }),
      };
      return evaluateBudget(budget, { currency: basis.estimate.currency, figures });
    }),
  };
}

/** What a bill of the budget's month charges the endpoints in scope; a bill of another month tells nothing. */
function actualOf({ month, scope }: BudgetDocument, { bill, estimate }: BudgetBasis): Spent | undefined {
  if (!bill?.period || !bill.bill.hasResourceIds) return undefined;
  const { from, to } = bill.period;
  if (from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  if (month !== undefined && month !== from.slice(0, 7)) return undefined;
  const own = new Set(estimate.endpoints.filter((endpoint) => isInScope(scope, endpoint)).map(({ id }) => id));
  const lines = bill.lines.filter(({ endpoint }) => endpoint !== null && own.has(endpoint));
  return { amount: sum(lines.map((line) => new Decimal(line.billed))), unknownLines: 0 };
}

function forecastOf({ scope, month }: BudgetDocument, { forecast }: BudgetBasis): Spent | undefined {
  const isWhole = Object.values(scope ?? {}).every((each) => each === undefined);
  if (!isWhole || !forecast) return undefined;
  const amount = month === undefined ? [...forecast.values()][0] : forecast.get(month);
  return amount === undefined ? undefined : { amount: new Decimal(amount), unknownLines: 0 };
}
