import { PRODUCT_KEYS, PRODUCTS, type Product } from '../../../core/products.ts';
import type { Region } from '../../../core/regions.ts';
import { usageTypeIn } from '../../../core/usage-type.ts';

/** One listing: a service and exact matches on product attributes, all of which must hold. */
export interface Query {
  readonly serviceCode: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** The service of which most products of a Region are ours, so that one listing is shorter than a question for each. */
const LISTED_WHOLE = 'AmazonVPC';

/**
 * The listings that hold every product of ours in a Region: AmazonVPC by Region; inter-Region transfer by source; the rest,
 * and what names no Region (VPC peering), by exact usage type.
 */
export function queriesFor(region: Region): readonly Query[] {
  const queries = new Map<string, Query>();
  const add = (query: Query): void => void queries.set(JSON.stringify(query), query);
  for (const key of PRODUCT_KEYS) {
    const product = PRODUCTS[key];
    const usagetype = usageTypeIn(region, product);
    if (usagetype !== undefined)
      add({ serviceCode: product.serviceCode, filters: filtersFor(product, usagetype, region) });
  }
  return [...queries.values()];
}

function filtersFor(product: Product, usagetype: string, { region }: Region): Readonly<Record<string, string>> {
  if (usagetype.includes('*')) return { fromRegionCode: region, transferType: 'InterRegion Outbound' };
  const namesNoRegion = usagetype.includes('-VpcPeering-');
  return product.serviceCode === LISTED_WHOLE && !namesNoRegion ? { regionCode: region } : { usagetype };
}
