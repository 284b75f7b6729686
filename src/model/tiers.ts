import { Decimal, ZERO } from '../core/decimal.ts';
import type { Tier } from '../rates/rate-card.ts';

/** A price band with its bounds as numbers; `to` undefined = without end. */
export interface Band {
  readonly from: Decimal;
  readonly to: Decimal | undefined;
  readonly price: Decimal;
  readonly rateCode?: string | undefined;
}

/** What fell into one band. */
export interface BandUse {
  readonly band: Band;
  readonly quantity: Decimal;
  readonly cost: Decimal;
}

const KNOWN = new WeakMap<readonly Tier[], readonly Band[]>();

/** Bands of a rate in ascending order, worked out once per rate card. Throws RangeError where they leave a hole, overlap or end: such data must not price anything. */
export function bandsOf(tiers: readonly Tier[]): readonly Band[] {
  let bands = KNOWN.get(tiers);
  if (!bands) {
    bands = checkedBands(tiers);
    KNOWN.set(tiers, bands);
  }
  return bands;
}

function checkedBands(tiers: readonly Tier[]): readonly Band[] {
  const bands = tiers
    .map((tier) => ({
      from: new Decimal(tier.from),
      to: tier.to === null ? undefined : new Decimal(tier.to),
      price: new Decimal(tier.price),
      rateCode: tier.rateCode,
    }))
    .sort((a, b) => a.from.comparedTo(b.from));
  let expected: Decimal | undefined = ZERO;
  for (const band of bands) {
    if (!expected?.equals(band.from)) throw new RangeError('the price bands overlap or leave a hole');
    expected = band.to;
  }
  if (expected !== undefined) throw new RangeError('the last price band has an end');
  return bands;
}

/** Splits the quantity between `start` and `end` over the bands. A quantity exactly at a bound belongs wholly below it. */
export function useOfBands(bands: readonly Band[], start: Decimal, end: Decimal): readonly BandUse[] {
  return bands.flatMap((band) => {
    const low = Decimal.max(band.from, start);
    const high = band.to === undefined ? end : Decimal.min(band.to, end);
    if (!high.greaterThan(low)) return [];
    const quantity = high.minus(low);
    return [{ band, quantity, cost: quantity.times(band.price) }];
  });
}

/** The band of the next unit after `position`: at a bound it is the one above it. */
export function bandAt(bands: readonly Band[], position: Decimal): Band {
  const band = bands.find((each) => each.to === undefined || position.lessThan(each.to));
  if (!band) throw new RangeError('the price bands are empty');
  return band;
}

/** Price of the next unit after `position`. */
export const marginalPrice = (bands: readonly Band[], position: Decimal): Decimal => bandAt(bands, position).price;
