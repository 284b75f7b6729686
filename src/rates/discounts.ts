import { Decimal } from '../core/decimal.ts';
import { quantityText } from '../core/money.ts';
import type { Rate, RateCard } from './rate-card.ts';
import type { RateSource } from './rate-source.ts';

/** What is paid of the list price of a usage type, of a service, or of everything ("*"): 0.92 = 8 % off. */
export interface Discount {
  readonly of: string;
  /** The service that a usage type is billed under, where it is told: two services may bill one usage type at two prices. */
  readonly service?: string;
  readonly factor: Decimal;
}

/**
 * Rates at what is paid instead of at list price: each rate that a discount applies to says so, and its list price can be told from
 * that. The discount of a usage type wins over that of its service, and that over the one of everything.
 */
export function discountedRates(source: RateSource, discounts: readonly Discount[]): RateSource {
  if (discounts.length === 0) return source;
  const factors = factorsOf(discounts);
  const known = new WeakMap<RateCard, RateCard>();
  return {
    kind: source.kind,
    async rateCard(...asked) {
      const reading = await source.rateCard(...asked);
      let card = known.get(reading.card);
      if (!card) {
        card = { ...reading.card, rates: reading.card.rates.map((rate) => discounted(rate, factors)) };
        known.set(reading.card, card);
      }
      return { ...reading, card };
    },
  };
}

/**
 * Factors by usage type (also with its service), service or "*". A price list may name another service than the bill: the factor of
 * a usage type then holds whatever its service, unless two services differ about it.
 */
function factorsOf(discounts: readonly Discount[]): ReadonlyMap<string, Decimal> {
  const factors = new Map<string, Decimal>();
  for (const [of, own] of Map.groupBy(discounts, (each) => plain(each.of))) {
    const [first, ...others] = own.filter(({ service }) => service === undefined);
    const [some, ...rest] = own;
    const general =
      others.at(-1) ?? first ?? (rest.every(({ factor }) => some?.factor.equals(factor)) ? some : undefined);
    if (general) factors.set(of, general.factor);
    for (const { service, factor } of own) if (service !== undefined) factors.set(`${service}\u0000${of}`, factor);
  }
  return factors;
}

function discounted(rate: Rate, factors: ReadonlyMap<string, Decimal>): Rate {
  const factor =
    factors.get(`${rate.serviceCode}\u0000${plain(rate.usageType)}`) ??
    factors.get(plain(rate.usageType)) ??
    factors.get(rate.serviceCode) ??
    factors.get('*');
  if (factor === undefined || factor.equals(1)) return rate;
  const tiers = rate.tiers.map((tier) => ({ ...tier, price: new Decimal(tier.price).times(factor).toFixed() }));
  return { ...rate, tiers, discount: quantityText(factor) };
}

/** Some bills leave the prefix of us-east-1 out where the price list names it, and the other way round. */
const plain = (usageType: string): string => usageType.replace(/^USE1-(?=[A-Z][a-z])/, '');
