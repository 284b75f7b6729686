import { parseExchangeRates } from '../operations/inputs/exchange-rates.ts';
import { reconciliationDocument } from '../operations/reconcile/reconciliation-document.ts';
import type { ReconciliationDocument } from '../report/reconciliation-document.ts';
import { findBills } from '../traffic/sources/billing-export/find-bills.ts';
import type { Network } from './network.ts';
import { capacityRequest, filesOf, type PriceOptions, ratesOf, type TrafficOptions } from './options.ts';

/**
 * Options of {@link reconcile}.
 *
 * @public
 */
export interface ReconcileOptions extends TrafficOptions, Pick<PriceOptions, 'rates'> {
  /** Files of one bill, or patterns: a legacy CUR, CUR 2.0 or FOCUS export, as CSV (also `.gz`) or Parquet. */
  readonly bills: readonly string[];
  /** Give every day of every line. */
  readonly byDay?: boolean | undefined;
  /** For a bill in another currency than the prices: what 1 unit of the prices is in it, such as `EUR=0.92`. */
  readonly exchangeRates?: readonly string[] | undefined;
}

/**
 * What was billed against what the model expects.
 *
 * @param network - from {@link readInput}
 * @param options - the bill, traffic and rates
 * @returns billed, modelled and the causes of their difference, which add up; decimal text in `currency`
 * @throws {@link TollgateError} TG6001 where a pattern matches nothing, TG6002 to TG6004 for a bill that cannot be read
 *
 * @example
 * ```ts
 * const network = await readInput('examples/app.yaml');
 * await assert.rejects(reconcile(network, { bills: ['nowhere-*.csv'] }), { code: 'TG6001' });
 * ```
 *
 * @public
 */
export async function reconcile(network: Network, options: ReconcileOptions): Promise<ReconciliationDocument> {
  const bills = filesOf((await findBills(options.bills)).map(({ path }) => path)) ?? [];
  const { byDay, exchangeRates = [] } = options;
  const request = {
    ...capacityRequest(network, options),
    bills,
    byDay,
    exchangeRates: parseExchangeRates(exchangeRates),
  };
  return reconciliationDocument(request, { rates: ratesOf(options) });
}
