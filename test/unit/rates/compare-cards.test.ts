import { describe, expect, test } from 'vitest';
import { compareCards, confirmedBy } from '../../../src/rates/compare-cards.ts';
import { rate, rateCard, transfer } from '../../support/rate-cards.ts';

const tier = (price: string) => [{ from: '0', to: null, price }];

describe('compareCards', () => {
  test('names what changed, from which day, and what came and went', () => {
    const gwlb = rate({ product: 'gwlb-endpoint-hours', usageType: 'USE1-VpcEndpoint-GWLBE-Hours' });
    const before = rateCard({ rates: [rate(), gwlb] });
    const after = rateCard({
      rates: [rate({ tiers: tier('0.011'), effectiveDate: '2026-08-01' }), transfer('us-east-2', '0.01', 'USE2')],
    });
    expect(compareCards(before, after)).toEqual([
      {
        product: 'interface-endpoint-hours',
        usageType: 'USE1-VpcEndpoint-Hours',
        unit: 'Hrs',
        change: 'changed',
        before: tier('0.01'),
        after: tier('0.011'),
        from: '2026-08-01',
      },
      {
        product: 'inter-region-transfer-out',
        toRegion: 'us-east-2',
        usageType: 'USE1-USE2-AWS-Out-Bytes',
        unit: 'GB',
        change: 'added',
        after: tier('0.01'),
        from: '2026-09-17',
      },
      {
        product: 'gwlb-endpoint-hours',
        usageType: 'USE1-VpcEndpoint-GWLBE-Hours',
        unit: 'Hrs',
        change: 'removed',
        before: tier('0.01'),
      },
    ]);
  });

  test('another source, day, SKU or confidence of the same price is no change', () => {
    const before = rateCard({ rates: [rate({ sku: 'OLD', asOf: '2025-11-04', source: 'x', confidence: 'inferred' })] });
    expect(compareCards(before, rateCard())).toEqual([]);
    expect(confirmedBy(before, rateCard())).toBe(1);
  });

  test('a doubtful price that turns out to be another is not confirmed', () => {
    const before = rateCard({ rates: [rate({ confidence: 'low', tiers: tier('5') })] });
    expect(confirmedBy(before, rateCard())).toBe(0);
    expect(confirmedBy(undefined, rateCard())).toBe(0);
  });
});
