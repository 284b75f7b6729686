import type { Rate } from './rate-card.ts';

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Rates in the order of every rate card: product, destination, usage type, SKU. By code unit, so that no locale changes it. */
export const sortRates = (rates: readonly Rate[]): Rate[] =>
  rates.toSorted(
    (a, b) =>
      order(a.product, b.product) ||
      order(a.toRegion ?? '', b.toRegion ?? '') ||
      order(a.usageType, b.usageType) ||
      order(a.sku ?? '', b.sku ?? ''),
  );
