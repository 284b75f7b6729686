import { describe, expect, test } from 'vitest';
import { carryOver, requireUnambiguous } from '../../../src/rates/carry-over.ts';
import { rate, rateCard, transfer } from '../../support/rate-cards.ts';

const profile = rate({ product: 'route53-profile-account-hours', usageType: '(not sourced)', confidence: 'medium' });

describe('carryOver', () => {
  test('keeps what the live card does not name, and nothing else of the card in use', () => {
    const live = rateCard({ rates: [rate({ tiers: [{ from: '0', to: null, price: '0.02' }] })] });
    const { card, kept } = carryOver(rateCard({ rates: [rate(), profile], publishedAt: '2025-11-04' }), live);
    expect(card.rates).toEqual([live.rates[0], profile]);
    expect(kept).toEqual([profile]);
    expect(card.publishedAt).toBe('2026-09-17');
  });

  test('an old price to a destination that a live list leaves out does not survive it', () => {
    const inUse = rateCard({ rates: [transfer('eu-west-1', '0.02', 'EU')] });
    const live = rateCard({ rates: [transfer('us-east-2', '0.01', 'USE2')] });
    expect(carryOver(inUse, live).card.rates).toEqual(live.rates);
  });

  test('prices in another currency are not carried over', () => {
    expect(carryOver(rateCard({ currency: 'CNY', rates: [profile] }), rateCard()).kept).toEqual([]);
  });
});

test('requireUnambiguous refuses a card with two prices of one product, and no other', () => {
  requireUnambiguous(
    rateCard({ rates: [rate(), transfer('eu-west-1', '0.02', 'EU'), transfer('us-east-2', '0.01', 'USE2')] }),
  );
  expect(() => requireUnambiguous(rateCard({ rates: [rate(), rate({ sku: 'B' })] }))).toThrowError(/2 rates match/);
});
