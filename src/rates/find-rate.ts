import { TollgateError } from '../core/errors.ts';
import type { ProductKey } from '../core/products.ts';
import type { Rate, RateCard } from './rate-card.ts';

const INDEX = new WeakMap<RateCard, Map<string, Rate[]>>();

function ratesOf(card: RateCard, product: ProductKey): readonly Rate[] {
  let index = INDEX.get(card);
  if (!index) {
    index = Map.groupBy(card.rates, (rate) => rate.product);
    INDEX.set(card, index);
  }
  return index.get(product) ?? [];
}

/** Rates of a product on a card; for inter-Region transfer those to one destination. A pair that no source names has no rate. */
export function matchRates(card: RateCard, product: ProductKey, toRegion?: string): readonly Rate[] {
  const rates = ratesOf(card, product);
  if (toRegion === undefined) return rates;
  return rates.filter((rate) => rate.toRegion === toRegion);
}

/** The one rate of a product. Throws TG1301 when none and TG1302 when several match, naming the candidates: never a guess. */
export function findRate(card: RateCard, product: ProductKey, toRegion?: string): Rate {
  const [rate, ...others] = matchRates(card, product, toRegion);
  const what = toRegion === undefined ? product : `${product} to ${toRegion}`;
  if (!rate) {
    throw new TollgateError('TG1301', `No rate for ${what} in ${card.region}.`, {
      hint: 'Refresh the price list with `tollgate rates refresh`.',
    });
  }
  if (others.length > 0) {
    const candidates = [rate, ...others].map((each) => `${each.usageType} (${each.sku ?? 'no SKU'})`).join(', ');
    throw new TollgateError('TG1302', `${others.length + 1} rates match ${what} in ${card.region}: ${candidates}.`, {
      hint: 'Report this price list version: exactly one rate may match.',
    });
  }
  return rate;
}
