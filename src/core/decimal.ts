import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Decimal arithmetic for money and billed quantities: 64 significant digits, half-even, never binary floating point. The widest
 * quantity a document admits (38 digits) times a price (ten decimals) summed a million times still fits, so sums are exact.
 */
export const Decimal = DecimalJs.clone({
  precision: 64,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -40,
  toExpPos: 60,
});
export type Decimal = DecimalJs;

export const ZERO: Decimal = new Decimal(0);

/** A plain decimal number in a document: optional digits, no exponent, no sign other than a leading minus. */
export const DECIMAL_TEXT = /^-?\d+(?:\.\d+)?$/;

/** A number of so many digits, read from text, is written as the same text again: IEEE doubles hold fifteen decimal digits. */
export const SAFE_DIGITS = 15;

/** The decimal of a plain text, such as documents hold: through a number where that is exact, which takes half the time. */
export const decimalOf = (text: string): Decimal => new Decimal(text.length <= SAFE_DIGITS ? Number(text) : text);

/** Sums decimals; an empty list is zero. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total === ZERO ? value : total.plus(value);
  return total;
}
