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

/** decimal.js keeps digits in words of seven, aligned at the decimal point; its documentation lists `s`, `e` and `d`. */
export const WORD_DIGITS = 7;
const WORD = 10 ** WORD_DIGITS;
/** As many places as two words hold. */
export const MOST_PLACES = 2 * WORD_DIGITS;

/** What decimal.js computes with; it declares them as read-only. */
interface Parts {
  e: number;
  d: number[];
}

/**
 * The decimal that counts so many units of 10^-places: a whole number from zero to below 10^15, and at most fourteen places. Its words
 * are written as decimal.js would write them: through a text it takes five times as long.
 */
export function decimalOfUnits(units: number, places: number): Decimal {
  const value = new Decimal(0);
  if (units === 0) return value;
  const parts: Parts = value;
  const scale = 10 ** places;
  const whole = Math.floor(units / scale);
  const words = whole === 0 ? [] : wholeWords(whole);
  if (whole > 0) parts.e = digitsOf(whole) - 1;
  const rest = (units - whole * scale) * 10 ** (MOST_PLACES - places);
  const first = Math.floor(rest / WORD);
  const second = rest - first * WORD;
  if (rest > 0 && (whole > 0 || first > 0)) words.push(first);
  if (second > 0) words.push(second);
  if (whole === 0) parts.e = first > 0 ? digitsOf(first) - 1 - WORD_DIGITS : digitsOf(second) - 1 - MOST_PLACES;
  else if (rest === 0) while (words.at(-1) === 0) words.pop();
  parts.d = words;
  return value;
}

function wholeWords(whole: number): number[] {
  if (whole < WORD) return [whole];
  const high = Math.floor(whole / WORD);
  return [...wholeWords(high), whole - high * WORD];
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let least = 10; whole >= least; least *= 10) digits++;
  return digits;
}

/** The decimal of a plain text, such as documents hold: through a number where that is exact, which takes less time. */
export function decimalOf(text: string): Decimal {
  if (text.length > SAFE_DIGITS) return new Decimal(text);
  const point = text.indexOf('.');
  const number = Number(text);
  const places = text.length - point - 1;
  if (point === -1 || number < 0 || places > MOST_PLACES) return new Decimal(number);
  return decimalOfUnits(Math.round(number * 10 ** places), places);
}

/** Sums decimals; an empty list is zero. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total === ZERO ? value : total.plus(value);
  return total;
}
