import type { Rate, RateCard } from '../../src/rates/rate-card.ts';
import type { RateSource } from '../../src/rates/rate-source.ts';
import { createPriceListBulkSource } from '../../src/rates/sources/price-list-bulk/index.ts';
import { awsGetProducts, createPriceListQuerySource } from '../../src/rates/sources/price-list-query/index.ts';

/** The environment that sends the SDK to a stub, with credentials that are nobody's. */
export const stubEnvironment = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_PRICING: url,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'an-example-and-no-secret',
});

/** The query source against a stub, without waiting for a quota the stub does not have. */
export const queryAgainst = (url: string, maxAttempts = 3): RateSource => {
  Object.assign(process.env, stubEnvironment(url));
  return createPriceListQuerySource({
    getProductsFor: awsGetProducts({ maxAttempts }),
    quota: { burst: 1000, perSecond: 1000 },
  });
};

/** The bulk source against a stub, impatient. */
export const bulkAgainst = (url: string): RateSource =>
  createPriceListBulkSource({ origin: url, retries: 2, retryDelayMs: 5, idleMs: 500 });

/** What a price depends on: everything of a rate but its provenance. */
export const priceFields = ({ product, serviceCode, usageType, operation, unit, tiers, toRegion }: Rate) => ({
  product,
  serviceCode,
  usageType,
  operation,
  unit,
  tiers: tiers.map(({ from, to, price }) => ({ from, to, price })),
  toRegion,
});

/** The prices of a card that a price list can name, in the card's order. */
export const listedPrices = (card: RateCard) =>
  card.rates.filter((rate) => !rate.usageType.startsWith('(')).map(priceFields);
