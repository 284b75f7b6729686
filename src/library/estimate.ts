import { parseGroupKey } from '../model/group-key.ts';
import { loadNetwork } from '../operations/inputs/load-network.ts';
import { loadTraffic } from '../operations/inputs/load-traffic.ts';
import { estimateNetwork } from '../operations/shared/estimate-network.ts';
import { buildReport } from '../report/build-report.ts';
import type { EstimateDocument } from '../report/report.ts';
import type { Network } from './network.ts';
import { fileOrNone, filesOf, hoursOf, type PriceOptions, ratesOf, type TrafficOptions } from './options.ts';

/**
 * Options of {@link estimate}.
 *
 * @public
 */
export interface EstimateOptions extends PriceOptions, TrafficOptions {
  /** Keys to group the cost by: `region`, `vpc`, `service`, `account`, `tag:team`. */
  readonly groupBy?: readonly string[] | undefined;
}

/**
 * What a network costs a month.
 *
 * @param network - from {@link readInput}
 * @param options - traffic, rates, hours and groups
 * @returns amounts as exact decimal text in `currency`; `totals.unknownLines` counts the lines that `totals.monthly` leaves out
 * @throws {@link TollgateError} TG1201, TG1202 for traffic that cannot be read, TG1012 for a group or hours that cannot
 *
 * @example
 * ```ts
 * const { totals } = await estimate(await readInput('examples/app.yaml'));
 * assert.equal(totals.baseline, '58.40'); // USD a month: 8 network interfaces x 730 h x 0.01
 * assert.equal(totals.unknownLines, 1); // the traffic of one endpoint is unknown
 * ```
 *
 * @public
 */
export async function estimate(network: Network, options: EstimateOptions = {}): Promise<EstimateDocument> {
  const rates = ratesOf(options);
  const reading = await loadNetwork(network.document, network.options);
  const files = { usageFile: fileOrNone(options.usageFile), files: filesOf(options.traffic) };
  const traffic = files.usageFile || files.files ? await loadTraffic(files, reading.topology) : undefined;
  const request = { reading, traffic, hours: hoursOf(options), billingDate: options.billingDate };
  return buildReport(await estimateNetwork(request, rates), rates.kind, {
    groupBy: options.groupBy?.map(parseGroupKey),
  });
}
