import { describe, expect, test } from 'vitest';
import { findRate, matchRates } from '../../../src/rates/find-rate.ts';
import { rate, rateCard, transfer } from '../../support/rate-cards.ts';

describe('findRate', () => {
  const gwlb = rate({ product: 'gwlb-endpoint-hours', usageType: 'USE1-VpcEndpoint-GWLBE-Hours', sku: 'GWLB' });
  const resource = rate({
    product: 'resource-endpoint-hours',
    usageType: 'USE1-VpcEndpoint-Resource-Hours',
    sku: 'RES',
  });

  test('gives the one rate of a product, and never that of a product whose name contains it', () => {
    const card = rateCard({ rates: [gwlb, rate(), resource] });
    expect(findRate(card, 'interface-endpoint-hours').sku).toBe('EN2N5TATXE673A3B');
    expect(findRate(card, 'gwlb-endpoint-hours')).toBe(gwlb);
  });

  test('names the product and the Region when there is none, and says what to do', () => {
    expect(() => findRate(rateCard({ rates: [gwlb] }), 'interface-endpoint-hours')).toThrowError(
      expect.objectContaining({
        code: 'TG1301',
        message: 'No rate for interface-endpoint-hours in us-east-1.',
        hint: expect.stringContaining('tollgate rates refresh'),
      }),
    );
  });

  test('names every candidate when several match, and picks none', () => {
    const card = rateCard({ rates: [rate(), rate({ usageType: 'VpcEndpoint-Hours', sku: 'OTHER' })] });
    expect(() => findRate(card, 'interface-endpoint-hours')).toThrowError(
      expect.objectContaining({
        code: 'TG1302',
        message:
          '2 rates match interface-endpoint-hours in us-east-1: USE1-VpcEndpoint-Hours (EN2N5TATXE673A3B), VpcEndpoint-Hours (OTHER).',
      }),
    );
  });

  test('each destination has a rate of its own', () => {
    const card = rateCard({ rates: [transfer('eu-west-1', '0.02', 'EU'), transfer('us-east-2', '0.01', 'USE2')] });
    expect(findRate(card, 'inter-region-transfer-out', 'us-east-2').tiers[0]?.price).toBe('0.01');
    expect(findRate(card, 'inter-region-transfer-out', 'eu-west-1').tiers[0]?.price).toBe('0.02');
  });

  test('a destination that no source names has no rate, not that of the others', () => {
    const card = rateCard({ rates: [transfer('us-east-2', '0.01', 'USE2')] });
    expect(matchRates(card, 'inter-region-transfer-out', 'eu-west-1')).toEqual([]);
    expect(() => findRate(card, 'inter-region-transfer-out', 'eu-west-1')).toThrowError(/to eu-west-1 in us-east-1/);
  });
});
