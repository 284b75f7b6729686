import { type Decimal, sum } from '../core/decimal.ts';
import type { ProductKey } from '../core/products.ts';
import type { Rate } from '../rates/rate-card.ts';
import { type BandUse, bandAt, bandsOf, useOfBands } from './tiers.ts';

/** The bytes that AWS tiers together: one product, one Region, one billing family, one month. All quantities in billed GB. */
export interface Pool {
  readonly region: string;
  readonly product: ProductKey;
  readonly gb: Decimal;
  /** GB of the same family from outside the network: it fills the lower tiers first and is not charged here. */
  readonly baselineGb: Decimal;
  readonly monthly: Decimal;
  readonly blendedPrice: Decimal;
  readonly marginalPrice: Decimal;
  /** Where the band of the next GB ends, the baseline counted in; undefined in the last one. */
  readonly nextTierGb: Decimal | undefined;
  readonly bands: readonly BandUse[];
}

/** Prices the increment of a pool above its baseline. */
export function pricePool(region: string, product: ProductKey, rate: Rate, baselineGb: Decimal, gb: Decimal): Pool {
  const bands = bandsOf(rate.tiers);
  const end = baselineGb.plus(gb);
  const used = useOfBands(bands, baselineGb, end);
  const monthly = sum(used.map((use) => use.cost));
  const next = bandAt(bands, end);
  return {
    region,
    product,
    gb,
    baselineGb,
    monthly,
    blendedPrice: gb.isZero() ? next.price : monthly.div(gb),
    marginalPrice: next.price,
    nextTierGb: next.to,
    bands: used,
  };
}
