import { isProductKey } from '../core/products.ts';
import { findRate } from './find-rate.ts';
import type { Rate, RateCard } from './rate-card.ts';
import { sortRates } from './sort-rates.ts';

export interface CarriedOver {
  readonly card: RateCard;
  /** Rates of products that the live card does not name, kept with their own date and confidence. */
  readonly kept: readonly Rate[];
}

/**
 * A live card completed from the one in use: some prices are in no list that can be asked (nothing costs nothing, or the
 * usage type is not sourced), and a row that is missing today is not a price of zero. A product the live card names is its alone.
 */
export function carryOver(inUse: RateCard | undefined, live: RateCard): CarriedOver {
  const named = new Set(live.rates.map((rate) => rate.product));
  const sameMoney = inUse !== undefined && inUse.currency === live.currency;
  const kept = sameMoney ? inUse.rates.filter((rate) => !named.has(rate.product)) : [];
  return { card: { ...live, rates: sortRates([...live.rates, ...kept]) }, kept };
}

/** Refuses a card on which a product has more than one price. Throws TG1302 with the candidates. */
export function requireUnambiguous(card: RateCard): void {
  for (const { product, toRegion } of card.rates) if (isProductKey(product)) findRate(card, product, toRegion);
}
