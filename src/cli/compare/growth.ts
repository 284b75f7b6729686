import { InvalidArgumentError } from '@commander-js/extra-typings';
import { Decimal } from '../../core/decimal.ts';

/** Growth a month: "2%" or "0.02"; it may be negative, but not take all away. */
export function growth(text: string): Decimal {
  const [, number, percent] = /^(-?\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const value = number === undefined ? undefined : new Decimal(number).div(percent === '%' ? 100 : 1);
  if (value?.greaterThan(-1) && value.lessThanOrEqualTo(10)) return value;
  throw new InvalidArgumentError('Give a growth a month such as 2% or 0.02.');
}
