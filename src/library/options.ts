import { readInputFile } from '../compose.ts';
import type { Decimal } from '../core/decimal.ts';
import type { NetworkInputs } from '../operations/inputs/network-inputs.ts';
import { parseHours } from '../operations/inputs/parse-hours.ts';
import { trafficFile } from '../operations/inputs/traffic-file.ts';
import type { TrafficFile } from '../traffic/traffic-source.ts';
import type { Network } from './network.ts';
import { openRates, type Rates } from './rates.ts';

/**
 * Where bytes come from beside the network itself.
 *
 * @public
 */
export interface TrafficOptions {
  /** Files of measured bytes: CSV or Parquet of `endpoint_id, az, start, period_seconds, bytes`, or recorded answers of CloudWatch. */
  readonly traffic?: readonly string[] | undefined;
  /** A file of stated GB a month, in Infracost's usage format. Measured bytes win over it. */
  readonly usageFile?: string | undefined;
}

/**
 * What is priced with.
 *
 * @public
 */
export interface PriceOptions {
  /** Rates; the bundled snapshot unless given. */
  readonly rates?: Rates | undefined;
  /** Hours of the month, as decimal text: above 0, at most 744. AWS's list month of 730 unless given. */
  readonly hours?: string | undefined;
  /** Day of the prices, YYYY-MM-DD: prices that change on a day count as on this one. */
  readonly billingDate?: string | undefined;
}

const fileOf = (path: string): TrafficFile => trafficFile(path, readInputFile);
export const filesOf = (paths: readonly string[] | undefined): readonly TrafficFile[] | undefined => paths?.map(fileOf);
export const fileOrNone = (path: string | undefined): TrafficFile | undefined =>
  path === undefined ? undefined : fileOf(path);

export const ratesOf = ({ rates }: PriceOptions): Rates => rates ?? openRates();
export const hoursOf = ({ hours }: PriceOptions): Decimal | undefined =>
  hours === undefined ? undefined : parseHours(hours);

export const capacityRequest = (network: Network, { traffic, usageFile }: TrafficOptions): NetworkInputs => ({
  network: network.document,
  networkOptions: network.options,
  files: filesOf(traffic),
  usageFile: fileOrNone(usageFile),
});
