import { Decimal } from '../core/decimal.ts';
import { finding } from '../core/finding.ts';
import type { RateCard } from './rate-card.ts';
import type { RateSource } from './rate-source.ts';

/**
 * Rates in another currency, at the rate that the user gives: Tollgate knows none. `rateOf` gives what one unit of a card's currency is
 * in the other, and throws where none is given. The version names the rate: estimates at two rates have two prices.
 */
export function exchangedRates(source: RateSource, currency: string, rateOf: (priced: string) => Decimal): RateSource {
  const known = new WeakMap<RateCard, RateCard>();
  return {
    kind: source.kind,
    async rateCard(...asked) {
      const reading = await source.rateCard(...asked);
      if (reading.card.currency === currency) return reading;
      const rate = rateOf(reading.card.currency);
      let card = known.get(reading.card);
      if (!card) {
        card = exchanged(reading.card, currency, rate);
        known.set(reading.card, card);
      }
      const told = `Prices in ${reading.card.currency} are converted to ${currency} at ${rate.toFixed()}, the rate that was given.`;
      return { ...reading, card, findings: [...reading.findings, finding('TG5068', currency, told)] };
    },
  };
}

const exchanged = (card: RateCard, currency: string, rate: Decimal): RateCard => ({
  ...card,
  currency,
  version: `${card.version} ${currency}=${rate.toFixed()}`,
  rates: card.rates.map((each) => ({
    ...each,
    tiers: each.tiers.map((tier) => ({ ...tier, price: new Decimal(tier.price).times(rate).toFixed() })),
  })),
});
