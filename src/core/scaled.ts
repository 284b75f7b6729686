import { Decimal, decimalOfUnits, MOST_PLACES, SAFE_DIGITS, WORD_DIGITS } from './decimal.ts';

const WORD = 10 ** WORD_DIGITS;

/** Whole numbers below this are exact as doubles. */
const SAFE_UNITS = 10n ** BigInt(SAFE_DIGITS);

const POWERS: bigint[] = [];

function power(exponent: number): bigint {
  let power = POWERS[exponent];
  if (power === undefined) {
    power = 10n ** BigInt(exponent);
    POWERS[exponent] = power;
  }
  return power;
}

/**
 * A decimal as a count of units of 10^-places, exactly: the integers that division with remainder needs. The value must be zero
 * or more and must not have more places.
 */
export function toScaled(value: Decimal, places: number): bigint {
  const { d: words, e: exponent } = value;
  const shift = (Math.floor(exponent / WORD_DIGITS) - words.length + 1) * WORD_DIGITS + places;
  const coefficient = coefficientOf(words);
  return shift >= 0 ? coefficient * power(shift) : coefficient / power(-shift);
}

function coefficientOf(words: readonly number[]): bigint {
  const [first = 0, second = 0] = words;
  if (words.length === 1) return BigInt(first);
  if (words.length === 2) return BigInt(first * WORD + second);
  return words.reduce((all, word) => all * power(WORD_DIGITS) + BigInt(word), 0n);
}

/** The decimal that counts so many units of 10^-places; not negative. */
export function fromScaled(units: bigint, places: number): Decimal {
  if (units < SAFE_UNITS && places <= MOST_PLACES) return decimalOfUnits(Number(units), places);
  const digits = units.toString().padStart(places + 1, '0');
  if (places === 0) return new Decimal(digits);
  const point = digits.length - places;
  return new Decimal(`${digits.slice(0, point)}.${digits.slice(point)}`);
}
