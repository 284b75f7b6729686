import { Decimal, ZERO } from '../../core/decimal.ts';
import type { Problem, TieredPool } from './problem.ts';

/** A straight line over a pool's quantity: what one price band would cost if it went on for ever. */
export interface Line {
  readonly fixed: Decimal;
  readonly price: Decimal;
}

/** A band within reach, as a line from the pool's base, with the quantities between which it applies. */
export interface Piece extends Line {
  readonly from: Decimal;
  readonly to: Decimal | undefined;
}

/**
 * The bands that a pool can end in when its quantity lies between `least` and `most`, as lines through the exact cost. In a
 * pool whose price falls, each line lies on or above the cost everywhere, so the cost is the least of the lines.
 */
export function piecesOf(pool: TieredPool, least: Decimal, most: Decimal): readonly Piece[] {
  const pieces: Piece[] = [];
  let below = ZERO;
  for (const band of pool.bands) {
    const from = Decimal.max(band.from.minus(pool.base), ZERO);
    const to = band.to?.minus(pool.base);
    if (to !== undefined && !to.greaterThan(ZERO)) continue;
    const starts = from.greaterThan(most) || (from.equals(most) && pieces.length > 0);
    const ends = to?.lessThan(least) ?? false;
    if (!starts && !ends) pieces.push({ fixed: below.minus(band.price.times(from)), price: band.price, from, to });
    if (to !== undefined) below = below.plus(to.minus(from).times(band.price));
  }
  return pieces;
}

/** Whether the unit price never rises from band to band: then the cost is concave, the least of its lines. */
export const isConcave = (pool: TieredPool): boolean =>
  pool.bands.every((band, index) => index === 0 || band.price.lessThanOrEqualTo(pool.bands[index - 1]?.price ?? ZERO));

/** Least and most GB that the endpoints of a problem can process, whatever is decided. */
export function byteRange(problem: Problem): { least: Decimal; most: Decimal } {
  let least = ZERO;
  let most = ZERO;
  for (const demand of problem.demands) {
    if (demand.options.some((option) => option.pooled)) most = most.plus(demand.gb);
    if (demand.options.every((option) => option.pooled)) least = least.plus(demand.gb);
  }
  return { least, most };
}

/** Most new hosted zones that the options of a problem can ask for; the least is taken as none. */
export function zoneRange(problem: Problem): { least: Decimal; most: Decimal } {
  const needed = new Set(problem.demands.flatMap((demand) => demand.options.flatMap((option) => option.needs)));
  const zones = [...needed].filter((resource) => problem.resources[resource]?.zoneCount === true);
  return { least: ZERO, most: new Decimal(zones.length) };
}
