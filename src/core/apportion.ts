import { Decimal, ZERO } from './decimal.ts';
import { AMOUNT_PLACES } from './money.ts';
import { fromScaled, toScaled } from './scaled.ts';

export interface ApportionOptions {
  /** Decimals of each part: ten unless given. */
  readonly places?: number;
  /** Names of the parts: they decide between equal weights, so that the order of the list does not. */
  readonly names?: readonly string[];
}

/**
 * Shares `total` out in proportion to `weights` so that the parts add up to it exactly (largest remainder, Hamilton 1792).
 * Each part lies within one unit of its exact share; digits of `total` below that unit go to the heaviest part. All-zero
 * weights share nothing and give zeros. Weights and total must not be negative.
 */
export function apportion(total: Decimal, weights: readonly Decimal[], options: ApportionOptions = {}): Decimal[] {
  const places = options.places ?? AMOUNT_PLACES;
  const heavy = scaleTogether(weights);
  const weight = heavy.reduce((all, each) => all + each, 0n);
  if (weight === 0n) return weights.map(() => ZERO);
  const whole = total.toDecimalPlaces(places, Decimal.ROUND_DOWN);
  const units = toScaled(whole, places);
  const parts: bigint[] = new Array(weights.length);
  const remainders: bigint[] = new Array(weights.length);
  let rest = units;
  for (let index = 0; index < heavy.length; index++) {
    const product = (heavy[index] ?? 0n) * units;
    const part = product / weight;
    parts[index] = part;
    remainders[index] = product - part * weight;
    rest -= part;
  }
  for (const index of largest(remainders, Number(rest), heavy, options.names)) parts[index] = (parts[index] ?? 0n) + 1n;
  const shares = parts.map((part) => fromScaled(part, places));
  const tail = total.minus(whole);
  if (tail.isZero()) return shares;
  const [heaviest = 0] = largest(heavy, 1, heavy, options.names);
  shares[heaviest] = (shares[heaviest] ?? ZERO).plus(tail);
  return shares;
}

function scaleTogether(weights: readonly Decimal[]): readonly bigint[] {
  let places = 0;
  for (const each of weights) places = Math.max(places, each.decimalPlaces());
  return weights.map((each) => toScaled(each, places));
}

/** Indexes of the `count` largest values; equal ones fall to the heavier part, then to the first name, then to the first in the list. */
function largest(
  values: readonly bigint[],
  count: number,
  weights: readonly bigint[],
  names: readonly string[] | undefined,
): readonly number[] {
  if (count === 0) return [];
  const keys = Float64Array.from(values, Number);
  const threshold = Float64Array.from(keys).sort()[keys.length - count] ?? 0;
  const above: number[] = [];
  const level: number[] = [];
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? 0;
    if (key > threshold) above.push(index);
    else if (key === threshold) level.push(index);
  }
  level.sort(
    (a, b) =>
      descending(values[a] ?? 0n, values[b] ?? 0n) ||
      descending(weights[a] ?? 0n, weights[b] ?? 0n) ||
      ascending(names?.[a] ?? '', names?.[b] ?? '') ||
      a - b,
  );
  return above.concat(level.slice(0, count - above.length));
}

const descending = (a: bigint, b: bigint): number => (a === b ? 0 : a > b ? -1 : 1);
const ascending = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
