import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import { isProductKey, type ProductKey } from '../../core/products.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import { pricePool } from '../../model/pool.ts';
import { findRate, matchRates } from '../../rates/find-rate.ts';
import type { Rate, RateCard } from '../../rates/rate-card.ts';

/** The list price of one unit in one month, and the cheapest and dearest tier a bill may show for it. */
export interface UnitPrice {
  readonly price: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  /** No tier moves it: what a bill shows differently is another price. */
  readonly isFlat: boolean;
}

/** GB of a pool by payer, Region, product and month: everything known of the billing family. */
export class BilledPoolGb {
  readonly #gb = new Map<string, Decimal>();

  add(payer: string | undefined, region: string, product: string, month: string, gb: Decimal): void {
    const key = keyOf(payer, region, product, month);
    this.#gb.set(key, (this.#gb.get(key) ?? ZERO).plus(gb));
  }

  of(payer: string | undefined, region: string, product: string, month: string): Decimal {
    return this.#gb.get(keyOf(payer, region, product, month)) ?? ZERO;
  }
}

const keyOf = (payer: string | undefined, region: string, product: string, month: string): string =>
  `${payer ?? ''} ${region} ${product} ${month}`;

/** What a price is asked for. `to` is the other end where the product is transfer between Regions. */
export interface PriceQuestion {
  readonly payer: string | undefined;
  readonly region: string | undefined;
  readonly product: string;
  readonly day: string;
  readonly to?: string | undefined;
}

export type PriceOf = (question: PriceQuestion) => UnitPrice | undefined;

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
  return { price: Exact.max(...prices), low: Exact.min(...prices), high: Exact.max(...prices), isFlat: false };
}

/** Unit prices: bytes at the blended price of their pool, hours at the first tier, all times `exchange`. Undefined where no rate is known. */
export function unitPrices(
  cards: ReadonlyMap<string, RateCard>,
  network: JoinedNetwork,
  pool: BilledPoolGb,
  exchange: Decimal,
): PriceOf {
  const known = new Map<string, UnitPrice | undefined>();
  return ({ payer, region, product, day, to }) => {
    if (region === undefined || !isProductKey(product)) return undefined;
    const month = day.slice(0, 7);
    const key = `${keyOf(payer, region, product, month)} ${to ?? ''}`;
    if (!known.has(key)) known.set(key, exchanged(priceIn(payer, region, product, month, to), exchange));
    return known.get(key);
  };

  function priceIn(
    payer: string | undefined,
    region: string,
    product: ProductKey,
    month: string,
    to: string | undefined,
  ): UnitPrice | undefined {
    if (product === 'inter-region-transfer-out') return to === undefined ? undefined : transferPrice(cards, region, to);
    const card = cards.get(region);
    const rate = card?.rates.some((each) => each.product === product) ? findRate(card, product) : undefined;
    return rate && unitPriceOf(rate, region, product, pool.of(payer, region, product, month));
  }

  function unitPriceOf(rate: Rate, region: string, product: ProductKey, gb: Decimal): UnitPrice {
    const prices = rate.tiers.map((tier) => new Exact(tier.price));
    const kind = product.startsWith('resource') ? 'resource' : 'interface';
    const blended = pricePool(region, product, rate, network.baselineGb(region, kind), gb).blendedPrice;
    const [first] = prices;
    const isFlat = first !== undefined && blended.equals(first);
    return { price: blended, low: Exact.min(...prices), high: Exact.max(...prices), isFlat };
  }
}

const exchanged = (unit: UnitPrice | undefined, rate: Decimal): UnitPrice | undefined =>
  unit && { ...unit, price: unit.price.times(rate), low: unit.low.times(rate), high: unit.high.times(rate) };
