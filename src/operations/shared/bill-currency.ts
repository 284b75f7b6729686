import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { Ledger } from '../../core/ledger.ts';
import { AMOUNT_PLACES, roundTo } from '../../core/money.ts';
import { type LedgerDocument, ledgerDocument } from '../../report/ledger-document.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import { isEndpointProduct, placeOfLine } from '../../traffic/sources/billing-export/line-scope.ts';
import { type ExchangeRates, rateBetween } from '../inputs/exchange-rates.ts';
import { inUnits } from './bill-ledger.ts';
import type { ReadBill } from './read-bill.ts';

/** A part of a bill that is in another currency and was converted, by a rate that was given. */
export interface ConvertedMoney {
  readonly currency: string;
  readonly lines: number;
  readonly amount: Decimal;
  readonly converted: Decimal;
}

/** A part of a bill that no rate converts: it has a ledger of its own, and nothing of it is added to anything else. */
export interface ForeignMoney {
  readonly currency: string;
  readonly lines: number;
  readonly ledger: LedgerDocument;
  /** AWS ids that are billed so. */
  readonly resources: ReadonlySet<string>;
}

/** A bill in one currency: what is in others is converted where a rate is given, and else apart. */
export interface BillInCurrency {
  readonly bill: ReadBill;
  readonly currency: string;
  readonly converted: readonly ConvertedMoney[];
  readonly foreign: readonly ForeignMoney[];
}

/** What AWS publishes prices in: without prices, a bill is in one of them where it can be. */
const PUBLISHED = ['USD', 'CNY'] as const;

/**
 * Brings a bill to one currency: the only one that it has; of several that of the prices, else the one that most lines of endpoints
 * are in. Lines that name no currency are in it too. Throws TG6008 where a rate is given that converts nothing.
 */
export function inOneCurrency(
  bill: ReadBill,
  names: ReadonlyMap<string, string>,
  priced?: string,
  rates: ExchangeRates = new Map(),
): BillInCurrency {
  const all = currenciesOf(bill);
  const preferred = priced ?? PUBLISHED.find((each) => all.includes(each));
  const currency =
    preferred !== undefined && (all.length === 0 || all.includes(preferred)) ? preferred : (all[0] ?? 'USD');
  refuseUnused(rates, [...all, currency], priced);
  const factors = new Map(
    all.flatMap((each) => {
      if (each === currency) return [];
      const factor = priced === undefined ? undefined : rateBetween(each, currency, priced, rates);
      return [[each, factor] as const];
    }),
  );
  if (factors.size === 0) return { bill, currency, converted: [], foreign: [] };
  const isOwn = (each: { readonly currency: string | undefined }): boolean =>
    each.currency === undefined || !factors.has(each.currency) || factors.get(each.currency) !== undefined;
  const factorOf = (each: string | undefined): Decimal | undefined => (each ? factors.get(each) : undefined);
  return {
    currency,
    bill: {
      ...bill,
      lines: bill.lines.filter(isOwn).map((line) => convertedLine(line, factorOf(line.currency))),
      unread: bill.unread.filter(isOwn).map((each) => {
        const factor = factorOf(each.currency);
        return factor ? { ...each, cost: each.cost && exchanged(each.cost, factor) } : each;
      }),
    },
    converted: [...factors].flatMap(([each, factor]) => (factor ? convertedMoney(bill, each, factor) : [])),
    foreign: [...factors].flatMap(([each, factor]) => (factor ? [] : foreignMoney(bill, each, names))),
  };
}

/** Currencies of a bill, that of most lines of endpoints first. */
function currenciesOf({ lines, unread }: ReadBill): readonly string[] {
  const counts = new Map<string, number>();
  const count = (currency: string | undefined, by: number): void => {
    if (currency !== undefined) counts.set(currency, (counts.get(currency) ?? 0) + by);
  };
  for (const { currency, product, lines: own } of lines) count(currency, isEndpointProduct(product) ? own : 0);
  for (const { currency } of unread) count(currency, 0);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([currency]) => currency);
}

/** The rates that a bill has money for: a service has one setting for all its bills. */
export function ratesOfBill(bill: ReadBill, rates: ExchangeRates): ExchangeRates {
  const own = currenciesOf(bill);
  return new Map([...rates].filter(([currency]) => own.includes(currency)));
}

function refuseUnused(rates: ExchangeRates, currencies: readonly string[], priced: string | undefined): void {
  const unused = [...rates.keys()].find((each) => each === priced || !currencies.includes(each));
  if (unused === undefined) return;
  const where =
    unused === priced ? `the prices are in ${unused}` : `the bill is in ${[...new Set(currencies)].join(' and ')}`;
  throw new TollgateError('TG6008', `An exchange rate of ${unused} is given, but ${where}.`, {
    hint: 'Leave out --exchange-rate for it.',
  });
}

/** Rounded as documents write amounts, so that what is converted adds up everywhere. */
const exchanged = (amount: Decimal, factor: Decimal): Decimal => roundTo(amount.times(factor), AMOUNT_PLACES);

const convertedLine = (line: BillLine, factor: Decimal | undefined): BillLine =>
  factor
    ? {
        ...line,
        cost: exchanged(line.cost, factor),
        listCost: line.listCost && exchanged(line.listCost, factor),
      }
    : line;

function moneyIn({ lines, unread }: ReadBill, currency: string) {
  const own = lines.filter((line) => line.currency === currency);
  const rest = unread.filter((each) => each.currency === currency);
  return {
    own,
    rest,
    count: own.reduce((all, each) => all + each.lines, 0) + rest.reduce((all, each) => all + each.lines, 0),
  };
}

function convertedMoney(bill: ReadBill, currency: string, factor: Decimal): ConvertedMoney {
  const { own, rest, count } = moneyIn(bill, currency);
  const costs = [...own, ...rest].map(({ cost }) => cost ?? ZERO);
  return {
    currency,
    lines: count,
    amount: sum(costs),
    converted: sum(costs.map((cost) => exchanged(cost, factor))),
  };
}

function foreignMoney(bill: ReadBill, currency: string, names: ReadonlyMap<string, string>): ForeignMoney {
  const { own, rest, count } = moneyIn(bill, currency);
  const ledger = new Ledger();
  for (const line of own) {
    const { part } = placeOfLine(line, names);
    const quantity = inUnits(line, line.lineType === 'usage' ? line.quantity : ZERO);
    const entry = { payer: line.payer, amount: line.cost, ...quantity };
    // No price of Tollgate is in this currency.
    ledger.enter(line, part === 'compared' ? 'notModelled' : part, entry);
  }
  for (const each of rest) ledger.enter(each, 'remainder', { payer: each.payer, amount: each.cost ?? ZERO });
  return {
    currency,
    lines: count,
    ledger: ledgerDocument(ledger, currency),
    resources: new Set(own.flatMap(({ resource }) => resource ?? [])),
  };
}

/** 1 where a ledger in another currency holds money that nothing explains, else 0: no price is in it, so that there is no share of it. */
export function unexplainedShare({ ledger }: ForeignMoney): number {
  return [ledger.notModelled, ledger.remainder].every((amount) => new Decimal(amount).isZero()) ? 0 : 1;
}
