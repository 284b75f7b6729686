import { Amount } from '../../../core/amount.ts';
import { Decimal, ZERO } from '../../../core/decimal.ts';
import { HOURS_PER_MONTH } from '../../../core/quantity.ts';
import type { BudgetDocument, BudgetEvaluation } from '../../../report/budget-document.ts';
import { type ExchangeRates, rateBetween } from '../../inputs/exchange-rates.ts';
import { type BudgetFigures, evaluateBudget } from '../../shared/budgets/evaluate-budget.ts';
import { placeOf } from '../../shared/budgets/scope.ts';
import { amountIn, type BilledMonths, BilledSoFar } from '../bills/billed-so-far.ts';
import type { EndpointRecord } from '../scans/endpoint-record.ts';

const ONE = new Decimal(1);

/** Endpoints asked for at a time. */
const PAGE = 1000;

/** Port: the endpoints that the latest scans found, in ascending order of their id. */
export interface ScannedEndpoints {
  endpoints(
    filter: { readonly account?: string; readonly region?: string },
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly EndpointRecord[]>;
}

/** What is added up for one budget. */
interface Sums {
  readonly month: string;
  currency: string;
  runRate: Amount;
  toDate: Amount;
  expected: Amount;
  /** Endpoints whose record is of the budget's month. */
  known: number;
  /** What a bill charges; undefined where no bill of the month is imported. */
  billed: Amount | undefined;
}

/**
 * Use case: the figures of budgets by what the latest scans found, in their order, from one pass over the endpoints. `now` is the
 * month (YYYY-MM) of budgets that name none. Actual is what imported bills charge in the month, else the month to date at list price;
 * forecast is the month as expected, at list price; a month to come is expected to cost the run-rate. Money in other currencies than the
 * budget's is taken at the given rates to USD.
 */
export async function figuresOfScans(
  budgets: readonly BudgetDocument[],
  scans: ScannedEndpoints,
  now: string,
  billed: BilledMonths = async () => [],
  rates: ExchangeRates = new Map(),
): Promise<readonly BudgetFigures[]> {
  const months = [...new Set(budgets.map(({ month = now }) => month))];
  const bills = new Map(
    await Promise.all(months.map(async (month) => [month, new BilledSoFar(await billed(month))] as const)),
  );
  const tallies = budgets.map((budget) => {
    const bill = bills.get(budget.month ?? now);
    // Money of two currencies is not added up.
    const isOurs = bill?.isIn(budget.currency, rates) === true;
    return {
      scope: budget.scope,
      currency: budget.currency,
      bill: isOurs ? bill : undefined,
      sums: { ...nothing(budget, now), ...(isOurs && { billed: Amount.NONE }) },
    };
  });
  for await (const record of records(budgets, scans)) {
    const owner = { ...record.cost, region: record.region, account: record.account };
    for (const { scope, sums, bill, currency } of tallies) {
      const place = placeOf(scope, owner);
      add(sums, record, place, rates);
      for (const sum of bill?.of(record.id) ?? [])
        sums.billed = sums.billed?.plus(amountIn(place, sum, currency, rates));
    }
  }
  for (const { scope, sums, bill, currency } of tallies)
    if (bill) sums.billed = sums.billed?.plus(bill.rest(scope, currency, rates));
  return tallies.map(({ sums }) => figuresOf(sums, now));
}

/** Use case: where one budget stands by what the latest scans found. Throws TG6010. */
export async function budgetOfScans(
  budget: BudgetDocument,
  scans: ScannedEndpoints,
  now: string,
  billed?: BilledMonths,
  rates?: ExchangeRates,
): Promise<BudgetEvaluation> {
  const figures = await figuresOfScans([budget], scans, now, billed, rates);
  return { schema: 'tollgate/budget-evaluation@1', budgets: figures.map((own) => evaluateBudget(budget, own)) };
}

const nothing = ({ month, currency }: BudgetDocument, now: string): Sums => ({
  month: month ?? now,
  currency,
  runRate: Amount.NONE,
  toDate: Amount.NONE,
  expected: Amount.NONE,
  known: 0,
  billed: undefined,
});

/** Every endpoint, or those of the one account and Region that all budgets name. */
async function* records(budgets: readonly BudgetDocument[], scans: ScannedEndpoints): AsyncGenerator<EndpointRecord> {
  const common = (key: 'account' | 'region') => {
    const [value, ...others] = new Set(budgets.map(({ scope }) => scope?.[key]));
    return value === undefined || others.length > 0 ? {} : { [key]: value };
  };
  const filter = { ...common('account'), ...common('region') };
  for (let after: string | undefined; ; ) {
    const page = await scans.endpoints(filter, { limit: PAGE, after });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE || after === undefined) return;
  }
}

function add(
  sums: Sums,
  { cost, month, currency }: EndpointRecord,
  place: ReturnType<typeof placeOf>,
  rates: ExchangeRates,
): void {
  if (place === 'out') return;
  const rate = rateBetween(currency, sums.currency, 'USD', rates);
  // One endpoint in a currency without a rate makes the whole one that cannot be compared.
  if (!rate) sums.currency = currency;
  // What may belong to the part is left out of it, and counted.
  const amount = (text: string, unknownLines: number): Amount =>
    place === 'in' ? Amount.of(text, unknownLines).times(rate ?? ONE) : Amount.of(ZERO, cost.lines.length);
  sums.runRate = sums.runRate.plus(amount(cost.monthly, cost.unknownLines));
  const own = month?.month === sums.month ? month : { toDate: '0', expected: '0', unknownLines: 1 };
  if (own === month) sums.known += 1;
  sums.toDate = sums.toDate.plus(amount(own.toDate, own.unknownLines));
  sums.expected = sums.expected.plus(amount(own.expected, own.unknownLines));
}

function figuresOf({ month, currency, runRate, toDate, expected, known, billed }: Sums, now: string): BudgetFigures {
  const isKnown = known > 0 && month === now;
  const actual = billed ?? (isKnown ? toDate : undefined);
  const forecast = month > now ? wholeMonth(runRate, month) : isKnown ? expected : undefined;
  return {
    currency,
    figures: { 'run-rate': runRate, ...(actual && { actual }), ...(forecast && { forecast }) },
  };
}

/** A run-rate is of 730 hours, a month of 672 to 744. */
function wholeMonth(runRate: Amount, month: string): Amount {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const hours = (Date.UTC(year, number, 1) - Date.UTC(year, number - 1, 1)) / 3_600_000;
  return runRate.times(new Decimal(hours).div(HOURS_PER_MONTH));
}
