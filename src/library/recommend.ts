import { loadForecasters } from '../compose/forecasters.ts';
import { planDocument } from '../operations/recommend/plan-document.ts';
import type { PlanDocument } from '../report/plan-document.ts';
import type { Network } from './network.ts';
import { capacityRequest, type PriceOptions, ratesOf, type TrafficOptions } from './options.ts';

/**
 * Options of {@link recommend}.
 *
 * @public
 */
export interface RecommendOptions extends TrafficOptions, Pick<PriceOptions, 'rates'> {
  /** Least number of zones of an endpoint: 2 unless given. */
  readonly minAzs?: number | undefined;
  /** Greatest share of a zone's capacity that a recommendation may use: above 0, at most 1. */
  readonly maxUtilisation?: number | undefined;
  /** VPCs that may host shared endpoints; absent = any that the others reach. */
  readonly hubs?: readonly string[] | undefined;
  /** Endpoints that stay as they are. */
  readonly pins?: readonly string[] | undefined;
  /** Moves that are not made: `move` or `move:subject`. */
  readonly forbid?: readonly string[] | undefined;
  /** Guards to lift, by name. */
  readonly allow?: readonly string[] | undefined;
  /** Also fix violations of the zone minimum and of headroom, which may add cost. */
  readonly repair?: boolean | undefined;
  /** Seconds to search at most. */
  readonly timeLimitSeconds?: number | undefined;
  /** Whole months ahead to decide for, from measured traffic; absent = the traffic now. */
  readonly horizonMonths?: number | undefined;
}

/**
 * The cheapest network that keeps the rules, as single changes with their savings, risks and commands.
 *
 * @param network - from {@link readInput}
 * @param options - rules of the search, traffic and rates
 * @returns recommendations whose savings, decimal text in `currency`, add up to the total
 * @throws {@link TollgateError} TG4001 for options that do not fit, TG3005 for a horizon without measured traffic
 *
 * @example
 * ```ts
 * const { recommendations } = await recommend(await readInput('examples/twelve-vpcs.yaml'));
 * assert.ok(recommendations.length > 0);
 * ```
 *
 * @public
 */
export const recommend = (network: Network, options: RecommendOptions = {}): Promise<PlanDocument> =>
  planDocument(capacityRequest(network, options), options, { rates: ratesOf(options), forecasters: loadForecasters });
