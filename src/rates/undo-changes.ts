import type { RateChange } from './compare-cards.ts';
import type { Rate, RateCard } from './rate-card.ts';

const keyOf = ({ product, toRegion = '' }: Pick<Rate, 'product' | 'toRegion'>): string => `${product} ${toRegion}`;

/** The card as it was before these changes, for pricing: what is only said of a rate (its date, its source) stays as it is now. */
export function undoChanges(card: RateCard, changes: readonly RateChange[]): RateCard {
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const rates = card.rates.flatMap((rate): Rate[] => {
    const change = byKey.get(keyOf(rate));
    if (change === undefined) return [rate];
    return change.before === undefined ? [] : [{ ...rate, tiers: [...change.before] }];
  });
  const removed = changes.flatMap(({ change, before, product, toRegion, usageType, unit }): Rate[] =>
    change !== 'removed' || before === undefined
      ? []
      : [
          {
            product,
            ...(toRegion !== undefined && { toRegion }),
            serviceCode: '',
            usageType,
            unit: unit as Rate['unit'],
            tiers: [...before],
            asOf: card.publishedAt,
            source: 'the card before',
            confidence: 'low',
          },
        ],
  );
  return { ...card, rates: [...rates, ...removed] };
}
