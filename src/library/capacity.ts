import { loadForecasters } from '../compose/forecasters.ts';
import { forecastDocument } from '../operations/forecast/forecast-document.ts';
import { headroomDocument } from '../operations/headroom/headroom-document.ts';
import type { ForecastDocument } from '../report/forecast-document.ts';
import type { HeadroomDocument } from '../report/headroom-document.ts';
import type { Network } from './network.ts';
import { capacityRequest, type PriceOptions, ratesOf, type TrafficOptions } from './options.ts';

/**
 * Part of a history, and the shares of the capacity from which a zone is watched.
 *
 * @public
 */
export interface WindowOptions {
  /** Start, RFC 3339, inside the window. */
  readonly from?: string | undefined;
  /** End, RFC 3339, outside the window. */
  readonly to?: string | undefined;
  /** Share of the capacity: 0.6 unless given. */
  readonly watch?: number | undefined;
  /** Share of the capacity: 0.75 unless given. */
  readonly warning?: number | undefined;
  /** Share of the capacity: 0.9 unless given. */
  readonly critical?: number | undefined;
}

/**
 * Options of {@link headroom}.
 *
 * @public
 */
export interface HeadroomOptions extends WindowOptions, TrafficOptions {}

/**
 * How full each zone of each endpoint is, now and with one zone down.
 *
 * @param network - from {@link readInput}
 * @param options - measured bytes, a window and thresholds
 * @returns bits per second as numbers, utilisation as a share of the capacity, and a level for each endpoint
 * @throws {@link TollgateError} TG3001 for thresholds that do not ascend, TG3005 for a window without rows
 *
 * @example
 * ```ts
 * const { endpoints } = await headroom(await readInput('examples/app.yaml'), { traffic: ['examples/throughput.csv'] });
 * assert.ok(endpoints.some(({ level }) => level !== 'unknown'));
 * ```
 *
 * @public
 */
export const headroom = (network: Network, options: HeadroomOptions = {}): Promise<HeadroomDocument> =>
  headroomDocument(capacityRequest(network, options), options);

/**
 * Options of {@link forecast}.
 *
 * @public
 */
export interface ForecastOptions extends WindowOptions, TrafficOptions, Pick<PriceOptions, 'rates' | 'billingDate'> {
  /** Whole calendar months ahead: 12 unless given, at most 36. */
  readonly months?: number | undefined;
}

/**
 * When zones reach their capacity, and what each coming month costs.
 *
 * @param network - from {@link readInput}
 * @param options - measured bytes, a window, thresholds and rates
 * @returns months with a low and a high bound; amounts are decimal text in `currency`
 * @throws {@link TollgateError} TG3005 without measured throughput, TG1012 for months out of range
 *
 * @example
 * ```ts
 * const network = await readInput('examples/app.yaml');
 * const { months } = await forecast(network, { traffic: ['examples/throughput.csv'], months: 3 });
 * assert.equal(months.length, 3);
 * ```
 *
 * @public
 */
export const forecast = (network: Network, options: ForecastOptions = {}): Promise<ForecastDocument> =>
  forecastDocument(capacityRequest(network, options), options, {
    rates: ratesOf(options),
    forecasters: loadForecasters,
  });
