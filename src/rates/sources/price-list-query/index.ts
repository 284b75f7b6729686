import { pricedRegion } from '../../price-list/priced-region.ts';
import { toRateCard } from '../../price-list/to-rate-card.ts';
import type { RateSource } from '../../rate-source.ts';
import { endpointRegionOf, type GetProducts, type GetProductsFor } from './get-products.ts';
import { listProducts } from './list-products.ts';
import { type Paced, pacer, type RequestQuota } from './pacer.ts';
import { queriesFor } from './queries.ts';
import { toEntries } from './to-entries.ts';

export { awsGetProducts } from './aws-client.ts';

export interface PriceListQueryOptions {
  readonly getProductsFor: GetProductsFor;
  /** Calls that may be made; what AWS documents unless given. */
  readonly quota?: RequestQuota | undefined;
}

interface Endpoint {
  readonly getProducts: GetProducts;
  readonly paced: Paced;
}

/** Rate cards from the Price List Query API: needs an AWS account with `pricing:GetProducts`; some ten calls a Region. */
export function createPriceListQuerySource(options: PriceListQueryOptions): RateSource {
  const endpoints = new Map<string, Endpoint>();
  const endpointOf = (region: string): Endpoint => {
    const known = endpoints.get(region);
    if (known) return known;
    const endpoint = { getProducts: options.getProductsFor(region), paced: pacer(options.quota) };
    endpoints.set(region, endpoint);
    return endpoint;
  };
  return {
    kind: 'price-list-query',
    async rateCard(name, signal) {
      const region = pricedRegion(name, endpointRegionOf);
      const { getProducts, paced } = endpointOf(region.root);
      const lists = await allOrNone(signal, (own) =>
        queriesFor(region.region).map((query) => listProducts(query, getProducts, paced, own)),
      );
      const { entries, offers, malformed } = toEntries(lists.flat());
      return toRateCard({ region: region.region, source: 'AWS Price List Query API', entries, offers, malformed });
    },
  };
}

/** Runs tasks side by side; the first failure stops the others, so that nothing goes on behind a refused refresh. */
async function allOrNone<T>(
  signal: AbortSignal | undefined,
  start: (own: AbortSignal) => readonly Promise<T>[],
): Promise<readonly T[]> {
  const stop = new AbortController();
  try {
    return await Promise.all(start(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal));
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}
