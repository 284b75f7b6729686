import { expect, test } from 'vitest';
import { Decimal, sum } from '../../../../src/core/decimal.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { focusColumns } from '../../../../src/report/focus/columns.ts';
import { focusRows } from '../../../../src/report/focus/focus-rows.ts';
import { focus } from '../../../../src/report/formats/focus.ts';
import { estimateOf } from '../../../support/estimating.ts';

const document = buildReport(
  estimateOf({
    vpcs: [{ id: 'app', account: '111122223333' }],
    endpoints: [
      {
        id: 'known',
        vpc: 'app',
        type: 'Interface',
        azs: ['use1-az1'],
        tags: { team: 'a, "b"' },
        traffic: { monthlyGb: '1200000' },
      },
      { id: 'unknown', vpc: 'app', type: 'Interface', azs: ['use1-az1'] },
    ],
    natGateways: [{ id: 'nat', vpc: 'app', monthlyGb: '10' }],
  }),
  'pricing-cache',
);
const rows = focusRows(document, { month: '2026-12' });

test('costs add up to the total of the estimate exactly', () => {
  expect(sum(rows.map((row) => new Decimal(row.BilledCost ?? '0'))).toFixed()).toBe(
    new Decimal(document.totals.monthly).toFixed(),
  );
});

test('what nobody knows has no row: a zero would be a price', () => {
  expect(rows.filter((row) => row.ResourceId === 'unknown').map((row) => row.x_Charge)).not.toContain('data-processed');
  expect(document.totals.unknownLines).toBeGreaterThan(0);
});

test('every row is marked as an estimate, with its rate and its month', () => {
  expect(rows.every((row) => row.x_IsEstimate === 'true')).toBe(true);
  expect(rows.find((row) => row.x_Charge === 'data-processed')).toMatchObject({
    BillingPeriodStart: '2026-12-01T00:00:00Z',
    BillingPeriodEnd: '2027-01-01T00:00:00Z',
    ConsumedUnit: 'GiB',
    PricingUnit: 'GB',
    SkuMeter: 'USE1-VpcEndpoint-Bytes',
    x_TrafficSource: 'assumption',
  });
});

test('1.3 adds its columns and keeps those it deprecates', () => {
  const [before, after] = [focusColumns('1.2'), focusColumns('1.3')];
  expect(before.filter((column) => !column.startsWith('x_'))).toHaveLength(57);
  expect(after.filter((column) => !before.includes(column))).toEqual([
    'AllocatedMethodDetails',
    'AllocatedMethodId',
    'AllocatedResourceId',
    'AllocatedResourceName',
    'AllocatedTags',
    'ContractApplied',
    'HostProviderName',
    'ServiceProviderName',
  ]);
  expect(after).toEqual(expect.arrayContaining(['ProviderName', 'PublisherName']));
});

test('cells with commas and quotes are quoted, and every row is as long as the header', () => {
  const text = focus(document, { version: '1.2', month: '2026-12' });
  expect(text).toContain('"{""team"":""a, \\""b\\""""}"');
  expect(text.endsWith('\n')).toBe(true);
});
