import type { PricingClient } from '@aws-sdk/client-pricing';
import { watchedClient } from '../../../telemetry/watched-client.ts';
import type { GetProducts, GetProductsFor } from './get-products.ts';

/** Entries of a page: the most that GetProducts gives. */
const PAGE_SIZE = 100;

/** Silence in milliseconds after which a request counts as failed, and is tried again. */
const REQUEST_TIMEOUT_MS = 20_000;
const CONNECTION_TIMEOUT_MS = 5_000;

/** Milliseconds for one page with all attempts: whoever waits is answered within a minute, also where the server is silent or trickles. */
const PAGE_TIMEOUT_MS = 45_000;

/**
 * GetProducts through the AWS SDK, which is loaded at the first call. Credentials, `AWS_ENDPOINT_URL` and
 * `AWS_ENDPOINT_URL_PRICING` are the SDK's own. It tries throttled and failed calls again, `maxAttempts` times in all.
 */
export function awsGetProducts(options: { readonly maxAttempts?: number } = {}): GetProductsFor {
  return (endpointRegion): GetProducts => {
    let client: Promise<PricingClient> | undefined;
    return async ({ serviceCode, filters, nextToken }, signal) => {
      const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
      client ??= pricingClient(endpointRegion, options.maxAttempts ?? 6);
      const answer = await (await client).send(
        new GetProductsCommand({
          ServiceCode: serviceCode,
          FormatVersion: 'aws_v1',
          MaxResults: PAGE_SIZE,
          Filters: Object.entries(filters).map(([Field, Value]) => ({ Type: 'TERM_MATCH', Field, Value })),
          NextToken: nextToken,
        }),
        { abortSignal: AbortSignal.any([AbortSignal.timeout(PAGE_TIMEOUT_MS), ...(signal ? [signal] : [])]) },
      );
      return { priceList: answer.PriceList ?? [], nextToken: answer.NextToken };
    };
  };
}

async function pricingClient(region: string, maxAttempts: number): Promise<PricingClient> {
  const { PricingClient } = await import('@aws-sdk/client-pricing');
  const client = new PricingClient({
    region,
    maxAttempts,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  return watchedClient(client);
}
