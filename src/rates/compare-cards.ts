import { pricesOf, type Rate, type RateCard, type Tier } from './rate-card.ts';

/** A price that is not what it was. */
export interface RateChange {
  readonly product: string;
  readonly toRegion?: string;
  readonly usageType: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly unit: string;
  readonly before?: readonly Tier[];
  readonly after?: readonly Tier[];
  /** Day (YYYY-MM-DD) from which the new price holds; the day it was published where the list tells no other. */
  readonly from?: string;
}

const keyOf = (rate: Rate): string => `${rate.product} ${rate.toRegion ?? ''}`;
const priceOf = (rate: Rate): string => JSON.stringify([rate.unit, pricesOf(rate.tiers)]);

/** Which prices differ between two cards of one Region, in the order of the cards. Provenance alone is no change. */
export function compareCards(before: RateCard | undefined, after: RateCard): readonly RateChange[] {
  const old = new Map((before?.rates ?? []).map((rate) => [keyOf(rate), rate]));
  const changes: RateChange[] = [];
  for (const rate of after.rates) {
    const known = old.get(keyOf(rate));
    old.delete(keyOf(rate));
    if (known && priceOf(known) === priceOf(rate)) continue;
    changes.push({
      ...named(rate),
      change: known ? 'changed' : 'added',
      ...(known && { before: pricesOf(known.tiers) }),
      after: pricesOf(rate.tiers),
      from: rate.effectiveDate ?? rate.asOf,
    });
  }
  for (const rate of old.values()) changes.push({ ...named(rate), change: 'removed', before: pricesOf(rate.tiers) });
  return changes;
}

const named = ({ product, toRegion, usageType, unit }: Rate) => ({
  product,
  ...(toRegion !== undefined && { toRegion }),
  usageType,
  unit,
});

/** How many prices of low or inferred confidence a newer card confirms unchanged from the list itself. */
export function confirmedBy(before: RateCard | undefined, after: RateCard): number {
  const unsure = new Map(
    (before?.rates ?? []).filter((rate) => rate.confidence !== 'high').map((rate) => [keyOf(rate), priceOf(rate)]),
  );
  return after.rates.filter((rate) => rate.confidence === 'high' && unsure.get(keyOf(rate)) === priceOf(rate)).length;
}
