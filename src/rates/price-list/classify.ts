import { PRODUCT_KEYS, PRODUCTS, type ProductKey } from '../../core/products.ts';
import type { Region } from '../../core/regions.ts';
import { regionOfPrefix, usageTypeIn } from '../../core/usage-type.ts';
import type { Attributes } from './entry.ts';

/** What a row of the price list is in our words. */
export interface Classified {
  readonly product: ProductKey;
  /** Destination of an inter-Region row. */
  readonly toRegion?: string;
}

/** A row names a product of ours but contradicts itself: it is reported, never priced. */
export interface Contradiction {
  readonly contradiction: string;
}

export type Classifier = (serviceCode: string, attributes: Attributes) => Classified | Contradiction | undefined;

const ROUTE = /^([A-Z0-9]+)-([A-Z0-9]+)-AWS-Out-Bytes$/;

/**
 * Recognises the rows of one Region by service code, the whole usage type and, where the product has one, the operation.
 * Never by a part of the usage type: VpcEndpoint-GWLBE-Hours or RegionalNatGateway-Hours are other products. Undefined = not ours.
 */
export function classifierFor(region: Region): Classifier {
  const known = Map.groupBy(
    PRODUCT_KEYS.filter((key) => usageTypeIn(region, PRODUCTS[key]) !== undefined),
    (key) => `${PRODUCTS[key].serviceCode} ${usageTypeIn(region, PRODUCTS[key])}`,
  );
  return (serviceCode, attributes) => {
    const toRegion = destination(region, attributes.usagetype);
    const usageType = toRegion === undefined ? attributes.usagetype : `${region.usagePrefix}-*-AWS-Out-Bytes`;
    const product = known.get(`${serviceCode} ${usageType}`)?.find((key) => fitsOperation(key, attributes));
    if (product === undefined) return undefined;
    const contradiction = PRODUCTS[product].scope === 'global' ? undefined : elsewhere(region, toRegion, attributes);
    if (contradiction !== undefined) return { contradiction };
    return { product, ...(toRegion !== undefined && { toRegion }) };
  };
}

function fitsOperation(product: ProductKey, { operation }: Attributes): boolean {
  const wanted = PRODUCTS[product].operation;
  return wanted === undefined || wanted === operation;
}

/** The Region that an inter-Region usage type of this Region goes to; Local Zones and unknown prefixes are none of ours. */
function destination(region: Region, usageType: string): string | undefined {
  const [, from, to] = ROUTE.exec(usageType) ?? [];
  if (to === undefined || from !== region.usagePrefix) return undefined;
  return regionOfPrefix(to)?.region;
}

/** Rows between Regions and of VPC peering carry from/to instead of a Region; what a row does carry must agree. */
function elsewhere(region: Region, toRegion: string | undefined, attributes: Attributes): string | undefined {
  const { regionCode, fromRegionCode, toRegionCode } = attributes;
  if (regionCode && regionCode !== region.region) return `regionCode is ${regionCode}`;
  if (fromRegionCode && fromRegionCode !== region.region) return `fromRegionCode is ${fromRegionCode}`;
  const to = toRegion ?? region.region;
  return toRegionCode && toRegionCode !== to ? `toRegionCode is ${toRegionCode}` : undefined;
}
