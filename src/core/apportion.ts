import { Decimal, sum, ZERO } from './decimal.ts';
import { AMOUNT_PLACES } from './money.ts';

/**
 * Shares `total` out in proportion to `weights` so that the parts add up to it exactly (largest remainder, Hamilton 1792).
 * Parts carry `places` decimals; a total with more decimals leaves its last digits on the heaviest part.
 * All-zero weights share nothing and give zeros. Weights must not be negative.
 */
export function apportion(total: Decimal, weights: readonly Decimal[], places: number = AMOUNT_PLACES): Decimal[] {
  const weight = sum(weights);
  if (weight.isZero()) return weights.map(() => ZERO);
  const unit = new Decimal(10).pow(-places);
  const price = total.div(weight);
  const floors = weights.map((each) => each.times(price).toDecimalPlaces(places, Decimal.ROUND_FLOOR));
  let rest = total.minus(sum(floors));
  if (rest.isZero()) return floors;
  const order = weights
    .map((each, index) => ({ index, remainder: each.times(price).minus(floors[index] ?? ZERO) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  for (const { index } of order) {
    if (rest.lessThan(unit)) break;
    floors[index] = (floors[index] ?? ZERO).plus(unit);
    rest = rest.minus(unit);
  }
  const heaviest = order[0]?.index ?? 0;
  if (!rest.isZero()) floors[heaviest] = (floors[heaviest] ?? ZERO).plus(rest);
  return floors;
}
