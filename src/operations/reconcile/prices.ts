import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import { isProductKey, type ProductKey } from '../../core/products.ts';
import type { Network } from '../../model/join.ts';
import { pricePool } from '../../model/pool.ts';
import { findRate, matchRates } from '../../rates/find-rate.ts';
import type { Rate, RateCard } from '../../rates/rate-card.ts';

/** The list price of one unit in one month, and the cheapest and dearest tier a bill may show for it. */
export interface UnitPrice {
  readonly price: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
}

/** GB of a pool by Region, product and month: everything known of the billing family. */
export class PoolGb {
  readonly #gb = new Map<string, Decimal>();

  add(region: string, product: string, month: string, gb: Decimal): void {
    const key = `${region} ${product} ${month}`;
    this.#gb.set(key, (this.#gb.get(key) ?? ZERO).plus(gb));
  }

  of(region: string, product: string, month: string): Decimal {
    return this.#gb.get(`${region} ${product} ${month}`) ?? ZERO;
  }
}

/** The price of a product in a Region on a day; `to` is the other end where the product is transfer between Regions. */
export type PriceOf = (
  region: string | undefined,
  product: string,
  day: string,
  to?: string | undefined,
) => UnitPrice | undefined;

/** Requests leave one Region and responses the other: each at its own rate, the dearer one where nobody tells them apart. */
function transferPrice(cards: ReadonlyMap<string, RateCard>, here: string, there: string): UnitPrice | undefined {
  const prices = [
    [here, there],
    [there, here],
  ].flatMap(([from = '', to = '']) => {
    const card = cards.get(from);
    const [rate] = card ? matchRates(card, 'inter-region-transfer-out', to) : [];
    return rate?.tiers[0] ? new Exact(rate.tiers[0].price) : [];
  });
  if (prices.length < 2) return undefined;
  return { price: Exact.max(...prices), low: Exact.min(...prices), high: Exact.max(...prices) };
}

/** Unit prices: bytes at the blended price of their pool, hours at the first tier. Undefined where no rate is known. */
export function unitPrices(cards: ReadonlyMap<string, RateCard>, network: Network, pool: PoolGb): PriceOf {
  const known = new Map<string, UnitPrice | undefined>();
  return (region, product, day, to) => {
    if (region === undefined || !isProductKey(product)) return undefined;
    if (product === 'inter-region-transfer-out') return to === undefined ? undefined : transferPrice(cards, region, to);
    const month = day.slice(0, 7);
    const key = `${region} ${product} ${month}`;
    if (!known.has(key)) known.set(key, priceIn(cards.get(region), region, product, month));
    return known.get(key);
  };

  function priceIn(card: RateCard | undefined, region: string, product: ProductKey, month: string) {
    const rate = card?.rates.some((each) => each.product === product) ? findRate(card, product) : undefined;
    return rate && unitPriceOf(rate, region, product, pool.of(region, product, month));
  }

  function unitPriceOf(rate: Rate, region: string, product: ProductKey, gb: Decimal): UnitPrice {
    const prices = rate.tiers.map((tier) => new Exact(tier.price));
    const kind = product.startsWith('resource') ? 'resource' : 'interface';
    const blended = pricePool(region, product, rate, network.baselineGb(region, kind), gb).blendedPrice;
    return { price: blended, low: Exact.min(...prices), high: Exact.max(...prices) };
  }
}
