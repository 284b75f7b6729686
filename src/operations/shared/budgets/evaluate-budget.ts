import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { amountText } from '../../../core/money.ts';
import type { BudgetDocument, BudgetEvaluation, BudgetFigure, BudgetVerdict } from '../../../report/budget-document.ts';

/** An amount of money a month, and how many cost lines it leaves out. */
export interface Spent {
  readonly amount: Decimal;
  readonly unknownLines: number;
}

/** The figures that are known of a budget's part of the network, in one currency. */
export interface BudgetFigures {
  readonly currency: string;
  readonly figures: Readonly<Partial<Record<BudgetFigure, Spent>>>;
}

const WHOLE_RUN_RATE = [{ on: 'run-rate', share: '1' }] as const;

/** Where one budget stands. A limit that is met exactly is kept. Pure. Throws TG6010 where the currencies differ. */
export function evaluateBudget(
  budget: BudgetDocument,
  { currency, figures }: BudgetFigures,
): BudgetEvaluation['budgets'][number] {
  if (budget.currency !== currency) {
    throw new TollgateError(
      'TG6010',
      `The budget ${budget.name} is in ${budget.currency}, the network is billed in ${currency}.`,
      {
        hint: 'Write the budget in the currency of the partition.',
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
      spent: spent ? amountText(spent.amount) : null,
      unknownLines: spent?.unknownLines ?? 0,
      state: stateOf(spent, limit),
    };
  });
  return { name: budget.name, amount: amountText(amount), currency, state: worst(thresholds), thresholds };
}

/** What is left out can only add: a limit that is crossed stays so, one that is kept is so only if all is known. */
function stateOf(spent: Spent | undefined, limit: Decimal): BudgetVerdict['state'] {
  if (spent === undefined) return 'unknown';
  if (spent.amount.greaterThan(limit)) return 'crossed';
  return spent.unknownLines > 0 ? 'unknown' : 'within';
}

const worst = (thresholds: readonly BudgetVerdict[]): BudgetVerdict['state'] =>
  (['crossed', 'unknown'] as const).find((state) => thresholds.some((each) => each.state === state)) ?? 'within';
