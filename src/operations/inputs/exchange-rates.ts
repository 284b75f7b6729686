import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { exchangedRates } from '../../rates/exchanged-rates.ts';
import type { ComputePorts, OptionValues } from '../operation.ts';
import type { currencyOptions } from '../options/common.ts';

/** What one unit of the prices' currency is in others, as the user gives it: EUR=0.92 is 0.92 EUR for 1 USD. */
export type ExchangeRates = ReadonlyMap<string, Decimal>;

const WRITTEN = /^([A-Z]{3})=(\d{1,12}(?:\.\d{1,12})?)$/;

/** Reads words such as EUR=0.92. Throws TG6008. */
export function parseExchangeRates(words: readonly string[]): ExchangeRates {
  return new Map(
    words.map((word) => {
      const [, currency = '', rate = '0'] = WRITTEN.exec(word) ?? [];
      const value = new Decimal(rate);
      if (currency !== '' && value.greaterThan(0)) return [currency, value] as const;
      throw new TollgateError('TG6008', `"${word.slice(0, 40)}" is not an exchange rate.`, {
        hint: 'Give the currency of the bill and what 1 unit of the prices costs in it: EUR=0.92.',
      });
    }),
  );
}

/** The rate from the prices' currency to the bill's; 1 where they are one. Throws TG6004 where it is not given. */
export function exchangeOf(priced: string, billed: string, rates: ExchangeRates, stated?: Decimal): Decimal {
  if (priced === billed) return new Decimal(1);
  const rate = rates.get(billed);
  if (rate) return rate;
  throw new TollgateError('TG6004', `The bill is in ${billed}, the prices in ${priced}.`, {
    hint:
      `Give what 1 ${priced} is in ${billed}: --exchange-rate ${billed}=${stated ? stated.toFixed() : 'RATE'}.` +
      (stated ? ' That is the rate between its own amounts in both currencies.' : ''),
  });
}

/** What one unit of a currency is in another, both by their rates to the prices' currency; undefined where one is not given. */
export function rateBetween(from: string, to: string, priced: string, rates: ExchangeRates): Decimal | undefined {
  const rateOf = (currency: string): Decimal | undefined =>
    currency === priced ? new Decimal(1) : rates.get(currency);
  if (from === to) return new Decimal(1);
  const [own, other] = [rateOf(from), rateOf(to)];
  return own && other?.div(own);
}

/** Options that name the currency of an answer. */
export type CurrencyWords = OptionValues<typeof currencyOptions>;

/** The ports with rates in the currency that is asked for. Throws TG1012 where no rate to it is given, and TG6008. */
export function inGivenCurrency<P extends Pick<ComputePorts, 'rates'>>(ports: P, words: CurrencyWords): P {
  const { currency, exchangeRate = [] } = words;
  const rates = parseExchangeRates(exchangeRate);
  if (currency === undefined) {
    if (rates.size === 0) return ports;
    throw new TollgateError('TG1012', 'An --exchange-rate is given without --currency.', {
      hint: 'Give the currency of the answer, for example --currency EUR.',
    });
  }
  const rateOf = (priced: string): Decimal => {
    const rate = rates.get(currency);
    if (rate) return rate;
    throw new TollgateError('TG1012', `The prices are in ${priced}, and no rate to ${currency} is given.`, {
      hint: `Give what 1 ${priced} is in ${currency}: --exchange-rate ${currency}=RATE. Tollgate knows no exchange rates.`,
    });
  };
  return { ...ports, rates: exchangedRates(ports.rates, currency, rateOf) };
}
