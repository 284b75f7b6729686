import { Amount } from '../../../core/amount.ts';
import { ZERO } from '../../../core/decimal.ts';
import { type ExchangeRates, rateBetween } from '../../inputs/exchange-rates.ts';
import { type BudgetScope, placeInScope } from '../../shared/budgets/scope.ts';
import type { BillSum } from './bill-import.ts';

/** The sums of imported bills of a month, YYYY-MM; none where no bill of it is imported. */
export type BilledMonths = (month: string) => Promise<readonly BillSum[]>;

/** Credits, refunds, taxes, fees and other products are no cost of endpoints. */
const BESIDE: ReadonlySet<string> = new Set(['beside', 'notUsage']);

/** What a bill charges endpoints in one month, found by the id of the endpoint: those that are deleted by now included. */
export class BilledSoFar {
  readonly #byResource: ReadonlyMap<string | null, readonly BillSum[]>;
  readonly #seen = new Set<string>();
  readonly #currencies: ReadonlySet<string>;

  constructor(sums: readonly BillSum[]) {
    const own = sums.filter(({ part }) => !BESIDE.has(part));
    this.#byResource = Map.groupBy(own, ({ resource }) => resource);
    this.#currencies = new Set(own.map(({ currency }) => currency));
  }

  /** Whether anything is charged in a currency, or in one that a rate brings there. */
  isIn(currency: string, rates: ExchangeRates): boolean {
    return [...this.#currencies].some((own) => rateBetween(own, currency, 'USD', rates) !== undefined);
  }

  /** What one endpoint that a scan found is charged. */
  of(id: string): readonly BillSum[] {
    this.#seen.add(id);
    return this.#byResource.get(id) ?? [];
  }

  /** What belongs to a scope of all that no scan found. What may belong to it is left out, and counted. */
  rest(scope: BudgetScope, currency: string, rates: ExchangeRates): Amount {
    const rows = [...this.#byResource].flatMap(([id, own]) => (id !== null && this.#seen.has(id) ? [] : own));
    return Amount.sum(rows.map((row) => amountIn(placeOfSum(scope, row), row, currency, rates)));
  }
}

/** An amount in its place: what may or may not belong to a part, or is in a currency without a rate, is left out of it, and counted. */
export function amountIn(
  place: 'in' | 'out' | 'unknown',
  sum: BillSum,
  currency: string,
  rates: ExchangeRates,
): Amount {
  if (place === 'out') return Amount.NONE;
  const rate = rateBetween(sum.currency, currency, 'USD', rates);
  return place === 'in' && rate ? Amount.of(sum.amount, 0).times(rate) : Amount.of(ZERO, 1);
}

/** A bill tells the account, the Region and perhaps one tag of an endpoint that is gone. */
function placeOfSum(scope: BudgetScope, { account, region, tag }: BillSum): 'in' | 'out' | 'unknown' {
  const { tags = {}, ...others } = scope ?? {};
  const [[key, value] = [], ...more] = Object.entries(tags);
  const isTold = tag !== null && more.length === 0 && key === tag.key;
  if (isTold && value !== tag.value) return 'out';
  const asked = key === undefined || isTold ? others : { ...others, tags };
  return placeInScope(asked, { account: account ?? undefined, region: region ?? undefined });
}
