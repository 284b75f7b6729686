import { Amount } from '../../../core/amount.ts';
import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../../report/budget-document.ts';
import type { ReconciliationDocument, ReconciliationLine } from '../../../report/reconciliation-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import { type ExchangeRates, rateBetween } from '../../inputs/exchange-rates.ts';
import { evaluateBudget } from './evaluate-budget.ts';
import { isWhole, placeInScope, placeOf, spentOf } from './scope.ts';

/** What budgets are checked against: always the run-rate; the bill and the forecast where somebody gives them. */
export interface BudgetBasis {
  readonly estimate: Pick<EstimateDocument, 'currency' | 'endpoints' | 'resources'>;
  readonly bill?: ReconciliationDocument | undefined;
  /** For a bill or a budget in another currency than the prices. */
  readonly rates?: ExchangeRates | undefined;
  /** Expected cost of the whole network by month (YYYY-MM); a part of it has no forecast of its own. */
  readonly forecast?: ReadonlyMap<string, Amount> | undefined;
}

/** Use case: where every budget stands. Throws TG6010. */
export function checkBudgets(budgets: readonly BudgetDocument[], basis: BudgetBasis): BudgetEvaluation {
  return {
    schema: 'tollgate/budget-evaluation@1',
    budgets: budgets.map((budget) => {
      const { estimate, rates = new Map() } = basis;
      const rate = rateBetween(estimate.currency, budget.currency, estimate.currency, rates);
      const actual = actualOf(budget, basis);
      const forecast = forecastOf(budget, basis);
      const inItsMoney = (amount: Amount): Amount => (rate ? amount.times(rate) : amount);
      const figures = {
        'run-rate': inItsMoney(spentOf(budget.scope, estimate)),
        ...(actual && { actual }),
        ...(forecast && { forecast: inItsMoney(forecast) }),
      };
      return evaluateBudget(budget, { currency: rate ? budget.currency : estimate.currency, figures });
    }),
    ...(basis.bill && { ledger: basis.bill.ledger }),
    ...(basis.bill?.otherLedgers && { otherLedgers: basis.bill.otherLedgers }),
  };
}

/**
 * What a bill of the budget's month charges the endpoints in scope, with those the network no longer has; a bill of another month
 * tells nothing. Of an endpoint that is gone, and of usage without an id, the bill tells account and Region alone: where the scope asks
 * for more, its lines are left out and counted, as are lines that could not be read and money that belongs to no endpoint.
 */
function actualOf(
  { month, scope, currency }: BudgetDocument,
  { bill, estimate, rates = new Map() }: BudgetBasis,
): Amount | undefined {
  if (!bill?.period) return undefined;
  const { from, to } = bill.period;
  if (from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  if (month !== undefined && month !== from.slice(0, 7)) return undefined;
  const present = new Map(estimate.endpoints.map((endpoint) => [endpoint.id, placeOf(scope, endpoint)]));
  const placed = (line: ReconciliationLine): 'in' | 'out' | 'unknown' => {
    const place = present.get(line.endpoint ?? '') ?? 'unknown';
    return place === 'unknown' ? placeInScope(scope, line) : place;
  };
  const lines = Map.groupBy(bill.lines, placed);
  const charged = (lines.get('in') ?? []).map((line) => new Decimal(line.billed));
  const unplaced = bill.unplaced.map(({ amount }) => new Decimal(amount));
  const unknown = (lines.get('unknown')?.length ?? 0) + bill.bill.rejectedLines + (bill.otherLedgers?.length ?? 0);
  const amount = isWhole(scope)
    ? Amount.of(sum([...charged, ...unplaced]), unknown)
    : Amount.of(sum(charged), unknown + unplaced.length);
  // A bill in the currency of the budget is as it stands; another goes there over that of the prices.
  const rate = rateBetween(bill.currency, currency, estimate.currency, rates);
  return rate ? amount.times(rate) : Amount.of(ZERO, 1);
}

function forecastOf({ scope, month }: BudgetDocument, { forecast }: BudgetBasis): Amount | undefined {
  if (!isWhole(scope) || !forecast) return undefined;
  return month === undefined ? [...forecast.values()][0] : forecast.get(month);
}
