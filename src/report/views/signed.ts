import type { Amount } from '../../core/amount.ts';
import { Decimal } from '../../core/decimal.ts';
import { money } from '../words.ts';

/** A change of money: "+$7.30", "-$7.30", "$0.00". Rounded half-even. */
export function signed(amount: string | Decimal, currency: string, places = 2): string {
  const rounded = new Decimal(amount).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  const sign = rounded.isZero() ? '' : rounded.isNegative() ? '-' : '+';
  return `${sign}${money(rounded.abs().toFixed(places), currency)}`;
}

/** A change that may not be known in full: "+$7.30", "≥ +$7.30", "unknown". `rounded` = what is printed of its known part. */
export const signedCell = (amount: Amount, rounded: Decimal | undefined, currency: string, places = 2): string =>
  amount.cell((part) => signed(rounded ?? part, currency, places));
