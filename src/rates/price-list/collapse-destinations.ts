import type { Rate } from '../rate-card.ts';

const priceKey = (rate: Rate): string => JSON.stringify([rate.unit, rate.tiers]);

/**
 * Inter-Region rates in their short form: the price that more than half of the destinations share becomes one rate to "*",
 * the others stay beside it. Without such a majority every destination keeps its own.
 */
export function collapseDestinations(rates: readonly Rate[]): readonly Rate[] {
  const byPrice = Map.groupBy(rates, priceKey);
  const [common] = [...byPrice.values()].filter((group) => group.length * 2 > rates.length);
  const [first] = common ?? [];
  if (common === undefined || first === undefined) return rates;
  const { sku: _sku, effectiveDate: _date, ...shared } = first;
  const latest = common
    .flatMap((rate) => rate.effectiveDate ?? [])
    .sort()
    .at(-1);
  const everywhere: Rate = {
    ...shared,
    usageType: first.usageType.replace(/^([A-Z0-9]+)-[A-Z0-9]+-/, '$1-*-'),
    toRegion: '*',
    ...(latest !== undefined && { effectiveDate: latest }),
  };
  return [everywhere, ...rates.filter((rate) => !common.includes(rate))];
}
