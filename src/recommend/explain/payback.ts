import { Decimal } from '../../core/decimal.ts';
import type { DecisionOptions } from '../options.ts';
import type { Recommendation } from '../recommendation.ts';

/** What each change of a step saves a month, and after how many months the step has paid for itself where a change has a cost. */
export function paybackOf(
  monthly: Decimal,
  changes: number,
  { changeCost }: Pick<DecisionOptions, 'changeCost'>,
): Recommendation['payback'] {
  const savingPerChange = monthly.div(Math.max(changes, 1));
  if (changeCost === undefined || !monthly.greaterThan(0)) return { savingPerChange };
  const months = new Decimal(changeCost).times(changes).div(monthly).toDecimalPlaces(1, Decimal.ROUND_UP);
  return { savingPerChange, months: months.toNumber() };
}
