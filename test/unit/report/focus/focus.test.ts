import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Decimal, sum } from '../../../../src/core/decimal.ts';
import { openDuck } from '../../../../src/files/bounded-duckdb.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { focusColumns } from '../../../../src/report/focus/columns.ts';
import { focusRows } from '../../../../src/report/focus/focus-rows.ts';
import { focus } from '../../../../src/report/formats/focus.ts';
import { focusParquet } from '../../../../src/report/formats/focus-parquet.ts';
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

test('bytes have a row for each tier, at its published price, and the rows are the line', () => {
  const bytes = rows.filter((row) => row.x_Charge === 'data-processed');
  // 1,200,000 GB: 1,048,576 at 0.01 = 10,485.76; 151,424 at 0.006 = 908.544.
  expect(bytes.map((row) => [row.PricingQuantity, row.ListUnitPrice, row.ListCost, row.BilledCost])).toEqual([
    ['1048576', '0.01', '10485.76', '10485.76'],
    ['151424', '0.006', '908.544', '908.544'],
  ]);
  expect(bytes.every((row) => row.SkuPriceId === row.SkuId && row.SkuId !== '')).toBe(true);
});

test('a month that is asked for has its own hours; bytes stay as they are', () => {
  const december = focusRows(document, { month: '2026-12', realHours: true });
  const known = december.filter((row) => row.ResourceId === 'known');
  // 1 zone x 744 h x 0.01.
  expect(known.find((row) => row.x_Charge === 'endpoint-hours')).toMatchObject({
    PricingQuantity: '744',
    BilledCost: '7.44',
  });
  expect(known.filter((row) => row.x_Charge === 'data-processed').map((row) => row.BilledCost)).toEqual([
    '10485.76',
    '908.544',
  ]);
});

test('Parquet has the same rows, typed', async () => {
  const rendering = { kind: 'estimate', document, view: () => Promise.reject(new Error('none')), paths: [] } as const;
  const bytes = await focusParquet({ ...rendering, now: new Date('2026-12-05') }, { billingAccount: '999900001111' });
  const path = join(mkdtempSync(join(tmpdir(), 'tollgate-focus-')), 'x.parquet');
  writeFileSync(path, bytes);
  const duck = await openDuck();
  const read = await duck.connection.runAndReadAll(
    `SELECT typeof(BilledCost), typeof(ChargePeriodStart), typeof(BillingAccountId), count(*), sum(BilledCost)::VARCHAR, count(InvoiceId)
      FROM '${path}' GROUP BY ALL`,
  );
  duck.close();
  rmSync(dirname(path), { recursive: true });
  const total = new Decimal(document.totals.monthly).toFixed(12);
  expect(read.getRows()).toEqual([
    ['DECIMAL(38,12)', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR', BigInt(rows.length), total, 0n],
  ]);
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
