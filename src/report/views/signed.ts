import { Decimal } from '../../core/decimal.ts';
import { money } from '../words.ts';

/** A change of money: "+$7.30", "-$7.30", "$0.00". Rounded half-even. */
export function signed(amount: string | Decimal, currency: string, places = 2): string {
  const rounded = new Decimal(amount).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  const sign = rounded.isZero() ? '' : rounded.isNegative() ? '-' : '+';
  return `${sign}${money(rounded.abs().toFixed(places), currency)}`;
}
