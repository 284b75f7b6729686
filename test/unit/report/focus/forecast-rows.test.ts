import { expect, test } from 'vitest';
import { forecastRows } from '../../../../src/report/focus/forecast-rows.ts';
import type { ForecastDocument } from '../../../../src/report/forecast-document.ts';

const document: ForecastDocument = {
  schema: 'tollgate/forecast@1',
  currency: 'USD',
  window: { start: '2026-09-01T00:00:00Z', end: '2026-11-01T00:00:00Z' },
  horizonMonths: 1,
  intervalLevel: 0.8,
  rates: { source: 'pricing-cache', publishedAt: '2025-11-04', version: '20251104' },
  months: [
    {
      month: '2026-12',
      hours: '744',
      monthly: '38.60',
      low: '30.60',
      high: '50.60',
      baseline: '14.60',
      usage: '24.00',
      gb: '2400',
      gbLow: '1600',
      gbHigh: '3600',
      unknownLines: 1,
    },
  ],
  tiers: [],
  endpoints: [],
  findings: [],
};

test('a month is its hours and its bytes, in its own billing period, with the interval on the bytes', () => {
  const rows = forecastRows(document, { billingAccount: '111122223333' });
  expect(rows.map((row) => [row.x_Charge, row.BilledCost, row.x_LowCost, row.x_HighCost])).toEqual([
    ['forecast-baseline', '14.60', '14.60', '14.60'],
    // 30.60 - 14.60 and 50.60 - 14.60.
    ['forecast-usage', '24.00', '16.00', '36.00'],
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({
      x_IsEstimate: 'true',
      BillingPeriodStart: '2026-12-01T00:00:00Z',
      BillingPeriodEnd: '2027-01-01T00:00:00Z',
      BillingAccountId: '111122223333',
    });
    expect(row.ChargeDescription).toContain('1 line unknown');
  }
});

test('hours and bytes have list prices of their own: hours at 0.9 alone', () => {
  const [month] = document.months;
  if (!month) throw new Error('no month');
  const discounted = {
    ...month,
    monthly: '190.00',
    baseline: '90.00',
    usage: '100.00',
    list: '200.00',
    listBaseline: '100.00',
  };
  const rows = forecastRows({ ...document, months: [discounted] }, {});
  expect(rows.map((row) => [row.EffectiveCost, row.ListCost])).toEqual([
    ['90.00', '100.00'],
    ['100.00', '100.00'],
  ]);
});
