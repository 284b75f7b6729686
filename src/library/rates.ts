import { bundledRates } from '../compose.ts';
import { parseDiscounts } from '../operations/inputs/parse-discounts.ts';
import { discountedRates } from '../rates/discounts.ts';
import type { RateSource } from '../rates/rate-source.ts';

/**
 * Prices by Region. Make one with {@link openRates}.
 *
 * @public
 */
export type Rates = RateSource;

/**
 * Which prices are used.
 *
 * @public
 */
export interface RatesOptions {
  /** Folder of refreshed rates (`tollgate rates refresh`), read before the bundled snapshot. Absent = the snapshot alone. */
  readonly cacheFolder?: string | undefined;
  /** What is paid of the list price, by usage type, service or `*`: `{ 'USE1-VpcEndpoint-Hours': '0.92' }`. */
  readonly discounts?: Readonly<Record<string, string>> | undefined;
}

/**
 * Opens the rates on disk. They never come from the network, so the same version of the package gives the same prices.
 *
 * @param options - a folder of refreshed rates, and discounts
 * @returns the rates; a Region is read when it is first asked for
 * @throws {@link TollgateError} TG1012 for a discount that cannot be read
 *
 * @example
 * ```ts
 * const { card } = await openRates().rateCard('us-east-1');
 * const hours = card.rates.find(({ product }) => product === 'interface-endpoint-hours');
 * assert.equal(hours?.tiers[0]?.price, '0.01'); // USD for each zone and hour
 * ```
 *
 * @public
 */
export function openRates({ cacheFolder, discounts }: RatesOptions = {}): Rates {
  const words = Object.entries(discounts ?? {}).map(([of, factor]) => `${of}=${factor}`);
  const rates = bundledRates(cacheFolder);
  return words.length === 0 ? rates : discountedRates(rates, parseDiscounts(words));
}
