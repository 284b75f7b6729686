import { Decimal, sum } from '../../../core/decimal.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../../report/budget-document.ts';
import type { ReconciliationDocument, ReconciliationLine } from '../../../report/reconciliation-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import { evaluateBudget, type Spent } from './evaluate-budget.ts';
import { isInScope, placeInScope, spentOf } from './scope.ts';

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

/**
 * What a bill of the budget's month charges the endpoints in scope, with those the network no longer has; a bill of another month
 * tells nothing. Of an endpoint that is gone the bill tells account and Region alone: where the scope asks for more, its lines are
 * left out and counted.
 */
function actualOf({ month, scope }: BudgetDocument, { bill, estimate }: BudgetBasis): Spent | undefined {
  if (!bill?.period || !bill.bill.hasResourceIds) return undefined;
  const { from, to } = bill.period;
  if (from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  if (month !== undefined && month !== from.slice(0, 7)) return undefined;
  const own = new Set(estimate.endpoints.filter((endpoint) => isInScope(scope, endpoint)).map(({ id }) => id));
  const present = new Set(estimate.endpoints.map(({ id }) => id));
  const placeOf = (line: ReconciliationLine): 'in' | 'out' | 'unknown' => {
    if (line.endpoint === null) return 'out';
    if (present.has(line.endpoint)) return own.has(line.endpoint) ? 'in' : 'out';
    return placeInScope(scope, line);
  };
  const lines = Map.groupBy(bill.lines, placeOf);
  const charged = (lines.get('in') ?? []).map((line) => new Decimal(line.billed));
  return { amount: sum(charged), unknownLines: lines.get('unknown')?.length ?? 0 };
}

function forecastOf({ scope, month }: BudgetDocument, { forecast }: BudgetBasis): Spent | undefined {
  const isWhole = Object.values(scope ?? {}).every((each) => each === undefined);
  if (!isWhole || !forecast) return undefined;
  const amount = month === undefined ? [...forecast.values()][0] : forecast.get(month);
  return amount === undefined ? undefined : { amount: new Decimal(amount), unknownLines: 0 };
}
