import { Decimal, sum } from './decimal.ts';

/**
 * Rounds parts for print so that they add up to their rounded total (largest remainder at the last printed digit). Each result
 * lies within one unit of its part. `total` is what was printed for the whole, where that is a part of something itself: the sum
 * rounded down or up; else the sum rounded half-even. Between equal remainders the larger part gives way first, so the order of the list decides
 * nothing but which of two equal parts it is. For report formats only.
 */
export function roundToTotal(
  parts: readonly Decimal[],
  places: number,
  total: Decimal = printed(sum(parts), places),
): Decimal[] {
  const unit = new Decimal(10).pow(-places);
  const rounded = parts.map((part) => part.toDecimalPlaces(places, Decimal.ROUND_FLOOR));
  const missing = total.minus(sum(rounded)).div(unit).toNumber();
  const order = parts
    .map((part, index) => ({ index, part, remainder: part.minus(rounded[index] ?? part) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || b.part.comparedTo(a.part) || a.index - b.index);
  for (const { index } of order.slice(0, missing)) rounded[index] = (rounded[index] ?? unit).plus(unit);
  return rounded;
}

const printed = (sum: Decimal, places: number): Decimal => sum.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
