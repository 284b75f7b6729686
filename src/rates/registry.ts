import type { RateSource } from './rate-source.ts';
import type { GetProductsFor } from './sources/price-list-query/get-products.ts';

/** What the sources may be told from outside; each takes what it needs. */
export interface RateSourceSettings {
  /** The bundled snapshot, and the user's cache over it. */
  readonly bundledDir: string;
  readonly userDir?: string | undefined;
  readonly now?: (() => Date) | undefined;
  /** Another origin of the public offer files. */
  readonly bulkOrigin?: string | undefined;
  /** How another origin is fetched from: plain `fetch` unless given. */
  readonly bulkFetch?: ((url: string, init?: RequestInit) => Promise<Response>) | undefined;
  /** GetProducts clients; the AWS SDK's unless given. */
  readonly getProductsFor?: GetProductsFor | undefined;
}

export interface RateSourceEntry {
  /** Whether it asks AWS; the other kind reads files only. */
  readonly live: boolean;
  /** Opens the source. Its code is loaded here and not before: start-up time is budgeted. */
  open(settings: RateSourceSettings): Promise<RateSource>;
}

/** Every source of rate cards, by folder name. A test holds it equal to the folders of `sources/`. */
export const RATE_SOURCES = {
  'pricing-cache': {
    live: false,
    open: async ({ bundledDir, userDir, now }) =>
      (await import('./sources/pricing-cache/index.ts')).createPricingCacheSource({ bundledDir, userDir, now }),
  },
  'price-list-query': {
    live: true,
    open: async ({ getProductsFor }) => {
      const { awsGetProducts, createPriceListQuerySource } = await import('./sources/price-list-query/index.ts');
      return createPriceListQuerySource({ getProductsFor: getProductsFor ?? awsGetProducts() });
    },
  },
  'price-list-bulk': {
    live: true,
    open: async ({ bulkOrigin, bulkFetch }) => {
      const { createPriceListBulkSource } = await import('./sources/price-list-bulk/index.ts');
      return createPriceListBulkSource({ origin: bulkOrigin, fetch: bulkFetch });
    },
  },
} as const satisfies Readonly<Record<string, RateSourceEntry>>;

/** The sources that ask AWS. */
export const LIVE_RATE_SOURCES = [
  'price-list-bulk',
  'price-list-query',
] as const satisfies readonly (keyof typeof RATE_SOURCES)[];
export type LiveRateSourceKind = (typeof LIVE_RATE_SOURCES)[number];
