import type { Product } from './products.ts';
import { REGIONS, type Region } from './regions.ts';

/** Services whose usage types carry no prefix in us-east-1, the oldest Region. Source: price list facts of 2026-11-23, section 7. */
const BARE_IN_US_EAST_1: ReadonlySet<string> = new Set(['AmazonEC2', 'AWSELB', 'AWSDataTransfer']);

const BY_PREFIX = new Map(
  REGIONS.flatMap((region) => (region.usagePrefix === null ? [] : [[region.usagePrefix, region]])),
);

/** The Region whose usage types start with this prefix ("EU" is eu-west-1). A table: prefixes are never derived. */
export const regionOfPrefix = (prefix: string): Region | undefined => BY_PREFIX.get(prefix);

/** The Regions that a live price list can be asked for: those whose usage types are known. */
export const LISTED_REGIONS: readonly string[] = REGIONS.flatMap(({ region, usagePrefix }) =>
  usagePrefix === null ? [] : [region],
);

/**
 * The exact usage type of a product in a Region; for a product with a destination the "*" stays. Undefined where no usage
 * type or no prefix is sourced. Inter-Region transfer names its source even in us-east-1.
 */
export function usageTypeIn(region: Region, product: Product): string | undefined {
  const { usageType } = product;
  if (usageType === null) return undefined;
  if (product.scope === 'global') return usageType;
  if (region.usagePrefix === null) return undefined;
  const isBare = region.region === 'us-east-1' && BARE_IN_US_EAST_1.has(product.serviceCode);
  return isBare && !usageType.includes('*') ? usageType : `${region.usagePrefix}-${usageType}`;
}
