import { describe, expect, test } from 'vitest';
import { collapseDestinations } from '../../../../src/rates/price-list/collapse-destinations.ts';
import { transfer } from '../../../support/rate-cards.ts';

describe('collapseDestinations', () => {
  test('the price that most destinations share becomes one rate to "*", without a SKU of one of them', () => {
    const rates = [
      transfer('us-east-2', '0.01', 'USE2'),
      transfer('eu-west-1', '0.02'),
      transfer('ap-south-1', '0.02', 'APS3'),
    ];
    const [common, ...others] = collapseDestinations(rates);
    expect(common).toMatchObject({ toRegion: '*', usageType: 'USE1-*-AWS-Out-Bytes', tiers: [{ price: '0.02' }] });
    expect(common).not.toHaveProperty('sku');
    expect(others).toEqual([rates[0]]);
  });

  test('keeps the latest day from which one of the shared prices holds', () => {
    const rates = [
      transfer('eu-west-1', '0.02', 'EU', { effectiveDate: '2025-04-01' }),
      transfer('ap-south-1', '0.02', 'APS3', { effectiveDate: '2026-08-01' }),
    ];
    expect(collapseDestinations(rates)).toMatchObject([{ toRegion: '*', effectiveDate: '2026-08-01' }]);
  });

  test('without a majority nobody speaks for the destinations that are not listed', () => {
    const rates = [transfer('us-east-2', '0.01', 'USE2'), transfer('eu-west-1', '0.02')];
    expect(collapseDestinations(rates)).toEqual(rates);
    expect(collapseDestinations([])).toEqual([]);
  });
});
