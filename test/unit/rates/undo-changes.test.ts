import { expect, test } from 'vitest';
import { compareCards } from '../../../src/rates/compare-cards.ts';
import type { Rate } from '../../../src/rates/rate-card.ts';
import { undoChanges } from '../../../src/rates/undo-changes.ts';
import { rate, rateCard } from '../../support/rate-cards.ts';

const priced = (product: string, price: string, more: Partial<Rate> = {}) =>
  rate({ product, usageType: `Usage-${product}`, tiers: [{ from: '0', to: null, price }], ...more });

test('gives back every price that a comparison says has changed, was added or removed', () => {
  const before = rateCard({
    rates: [
      priced('interface-endpoint-hours', '0.01'),
      priced('gwlb-endpoint-hours', '0.02'),
      priced('inter-region-transfer', '0.02', { toRegion: 'eu-west-1' }),
      priced('inter-region-transfer', '0.03', { toRegion: 'us-west-2' }),
    ],
  });
  const after = rateCard({
    rates: [
      priced('interface-endpoint-hours', '0.0123'),
      priced('resource-endpoint-hours', '0.04'),
      priced('inter-region-transfer', '0.02', { toRegion: 'eu-west-1' }),
      priced('inter-region-transfer', '0.05', { toRegion: 'us-west-2' }),
    ],
  });
  const changes = compareCards(before, after);
  expect(changes).toHaveLength(4);
  expect(compareCards(undoChanges(after, changes), after)).toEqual(changes);
  expect(compareCards(before, undoChanges(after, changes))).toEqual([]);
});
