import type { Amount } from '../../../core/amount.ts';
import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { amountText } from '../../../core/money.ts';
import type { BudgetDocument, BudgetEvaluation, BudgetFigure, BudgetVerdict } from '../../../report/budget-document.ts';

/** The figures that are known of a budget's part of the network, in one currency. */
export interface BudgetFigures {
  readonly currency: string;
  readonly figures: Readonly<Partial<Record<BudgetFigure, Amount>>>;
}

const WHOLE_RUN_RATE = [{ on: 'run-rate', share: '1' }] as const;

/** Where one budget stands. A limit that is met exactly is kept. Pure. Throws TG6010 where the figures are in another currency. */
export function evaluateBudget(
  budget: BudgetDocument,
  { currency, figures }: BudgetFigures,
): BudgetEvaluation['budgets'][number] {
  if (budget.currency !== currency) {
    throw new TollgateError(
      'TG6010',
      `The budget ${budget.name} is in ${budget.currency}, the prices are in ${currency}, and no rate between them is given.`,
      {
        hint: `Write the budget in ${currency}, or give what 1 ${currency} is in ${budget.currency}: --exchange-rate ${budget.currency}=RATE (TOLLGATE_EXCHANGE_RATE of the service; --currency ${budget.currency} too for a diff).`,
      },
    );
  }
  const amount = new Decimal(budget.amount);
  const thresholds = (budget.thresholds ?? WHOLE_RUN_RATE).map(({ on, share }): BudgetVerdict => {
    const limit = amount.times(share);
    const spent = figures[on];
    return {
      on,
      share,
      limit: amountText(limit),
      spent: spent ? amountText(spent.knownPart) : null,
      unknownLines: spent?.leftOut ?? 0,
      state: stateOf(spent, limit),
    };
  });
  return { name: budget.name, amount: amountText(amount), currency, state: worst(thresholds), thresholds };
}

/** A limit that is kept as far as is known is kept only if all is known. */
function stateOf(spent: Amount | undefined, limit: Decimal): BudgetVerdict['state'] {
  const isCrossed = spent?.exceeds(limit);
  return isCrossed === undefined ? 'unknown' : isCrossed ? 'crossed' : 'within';
}

const worst = (thresholds: readonly BudgetVerdict[]): BudgetVerdict['state'] =>
  (['crossed', 'unknown'] as const).find((state) => thresholds.some((each) => each.state === state)) ?? 'within';
