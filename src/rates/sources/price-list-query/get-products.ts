/** One GetProducts call: the request fields Tollgate sends and the answer's fields it reads. */
export type GetProducts = (
  request: {
    readonly serviceCode: string;
    readonly filters: Readonly<Record<string, string>>;
    readonly nextToken: string | undefined;
  },
  signal: AbortSignal | undefined,
) => Promise<{ readonly priceList: readonly unknown[]; readonly nextToken: string | undefined }>;

/** A GetProducts client for an endpoint Region. The endpoint's Region has nothing to do with the Region priced. */
export type GetProductsFor = (endpointRegion: string) => GetProducts;

/**
 * Where each partition's prices are asked for. GovCloud prices are in the commercial list. Source: botocore 1.43.107
 * endpoints, read 2026-11-23.
 */
const ENDPOINT_REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-eusc': 'eusc-de-east-1',
};

export const endpointRegionOf = (partition: string): string | undefined => ENDPOINT_REGIONS[partition];
