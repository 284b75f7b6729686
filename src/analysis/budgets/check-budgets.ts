import { Decimal, sum } from '../../core/decimal.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../report/budget-document.ts';
import type { ReconciliationDocument, ReconciliationLine } from '../../report/reconciliation-document.ts';
import type { EstimateDocument } from '../../report/report.ts';
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
    ...(basis.bill && { ledger: basis.bill.ledger }),
  };
}

/**
 * What a bill of the budget's month charges the endpoints in scope, with those the network no longer has; a bill of another month
 * tells nothing. Of an endpoint that is gone, and of usage without an id, the bill tells account and Region alone: where the scope asks
 * for more, its lines are left out and counted, as are lines that could not be read and money that belongs to no endpoint.
 */
function actualOf({ month, scope }: BudgetDocument, { bill, estimate }: BudgetBasis): Spent | undefined {
  if (!bill?.period) return undefined;
  const { from, to } = bill.period;
  if (from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  if (month !== undefined && month !== from.slice(0, 7)) return undefined;
  const own = new Set(estimate.endpoints.filter((endpoint) => isInScope(scope, endpoint)).map(({ id }) => id));
  const present = new Set(estimate.endpoints.map(({ id }) => id));
  const placeOf = (line: ReconciliationLine): 'in' | 'out' | 'unknown' => {
    if (line.endpoint === null || !present.has(line.endpoint)) return placeInScope(scope, line);
    return own.has(line.endpoint) ? 'in' : 'out';
  };
  const lines = Map.groupBy(bill.lines, placeOf);
  const charged = (lines.get('in') ?? []).map((line) => new Decimal(line.billed));
  const unplaced = bill.unplaced.map(({ amount }) => new Decimal(amount));
  const isWhole = isEverything(scope);
  return {
    amount: sum([...charged, ...(isWhole ? unplaced : [])]),
    unknownLines: (lines.get('unknown')?.length ?? 0) + (isWhole ? 0 : unplaced.length) + bill.bill.rejectedLines,
  };
}

const isEverything = (scope: BudgetDocument['scope']): boolean =>
  Object.values(scope ?? {}).every((each) => each === undefined);

function forecastOf({ scope, month }: BudgetDocument, { forecast }: BudgetBasis): Spent | undefined {
  if (!isEverything(scope) || !forecast) return undefined;
  const amount = month === undefined ? [...forecast.values()][0] : forecast.get(month);
  return amount === undefined ? undefined : { amount: new Decimal(amount), unknownLines: 0 };
}
