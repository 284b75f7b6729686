import table from './products.json' with { type: 'json' };
import type { RateUnit } from './rate-card.ts';

/** A thing AWS prices, in our words. */
export type ProductKey = keyof typeof table;

/** How the price list names a product. `usageType` is the part after the Region prefix; null = no usage type is sourced. */
export interface Product {
  readonly serviceCode: string;
  readonly usageType: string | null;
  readonly operation?: string;
  readonly unit: RateUnit;
}

export const PRODUCTS = table as Readonly<Record<ProductKey, Product>>;
export const PRODUCT_KEYS = Object.keys(table) as readonly ProductKey[];
