import table from './products.json' with { type: 'json' };
import type { RateUnit } from './rate-unit.ts';

/** A thing AWS prices, in our words. */
export type ProductKey = keyof typeof table;

/**
 * How the price list names a product. `usageType` is the part after the Region's prefix, "*" in it stands for the prefix of
 * a destination Region; null = no usage type is sourced, so no price list can be asked for it.
 */
export interface Product {
  readonly serviceCode: string;
  readonly usageType: string | null;
  readonly operation?: string;
  readonly unit: RateUnit;
  /** "global": one price for every Region, and no Region prefix. */
  readonly scope?: 'global';
}

export const PRODUCTS = table as Readonly<Record<ProductKey, Product>>;
export const PRODUCT_KEYS = Object.keys(table) as readonly ProductKey[];

export const isProductKey = (key: string): key is ProductKey => Object.hasOwn(table, key);
