/** Exact fractions of whole numbers: arithmetic that shares nothing with the code under test. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const fraction = (over: bigint, under = 1n): Fraction => ({ over, under });
export const NOTHING = fraction(0n);

/** Reads a plain decimal text. */
export function read(text: string | number): Fraction {
  const [whole = '', digits = ''] = String(text).split('.');
  return fraction(BigInt(whole + digits), 10n ** BigInt(digits.length));
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Fraction, b: Fraction): Fraction => add(a, fraction(-b.over, b.under));
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.over, a.under * b.under);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under, a.under * b.over);
export const less = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;
export const least = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? a : b);
export const most = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? b : a);
export const total = (parts: readonly Fraction[]): Fraction => parts.reduce(add, NOTHING);

/** The nearest fraction of ten decimals; halves go to the even neighbour. Not for negative values. */
export function toTenPlaces(value: Fraction): Fraction {
  const unit = 10n ** 10n;
  const floor = (value.over * unit) / value.under;
  const rest = 2n * (value.over * unit - floor * value.under);
  const up = rest > value.under || (rest === value.under && floor % 2n === 1n);
  return fraction(up ? floor + 1n : floor, unit);
}

/** Plain decimal text of a fraction whose denominator divides a power of ten. */
export function write(value: Fraction): string {
  const places = 60n;
  const scaled = value.over * 10n ** places;
  if (scaled % value.under !== 0n) throw new RangeError('the fraction has no finite decimals');
  const digits = (scaled / value.under).toString().padStart(Number(places) + 1, '0');
  return `${digits.slice(0, -Number(places))}.${digits.slice(-Number(places))}`.replace(/\.?0+$/, '');
}
