import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allocationDocument } from '../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { ForecastDocument } from '../../src/report/forecast-document.ts';
import { type FocusDocument, focus } from '../../src/report/formats/focus.ts';
import { focusParquet } from '../../src/report/formats/focus-parquet.ts';
import { estimateOf } from '../support/estimating.ts';
import { type FocusReport, focusValidatorInstalled, validateFocus } from '../support/focus-validator.ts';
import { frozenRates } from '../support/frozen-rates.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';
import { fileOf } from '../support/traffic-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-focus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Why rules fail that no file of ours can keep. Rules that fail because these do are left out. */
const REASONS: Readonly<Record<string, string>> = {
  'InvoiceId-C-005-C':
    'asks every charge for an invoice; the rule is of charges that an invoice holds, and an estimate is on none',
  'CapacityReservationStatus-C-004-C':
    'fails where CapacityReservationId is null; the rule is of charges where it is not',
  'CommitmentDiscountStatus-C-004-C':
    'fails where CommitmentDiscountId is null; the rule is of charges where it is not',
};

/** CSV has no types: the validator guesses them, takes accounts of digits for numbers, and whole quantities for whole numbers. */
const GUESSED = [
  'BillingAccountId-C-002-M',
  'BillingAccountName-C-001-M',
  'ConsumedQuantity-C-001-M',
  'PricingQuantity-C-001-M',
  'SubAccountId-C-001-M',
  'SubAccountName-C-001-M',
];

const FORECAST: ForecastDocument = {
  schema: 'tollgate/forecast@1',
  currency: 'USD',
  window: { start: '2026-09-01T00:00:00Z', end: '2026-11-01T00:00:00Z' },
  horizonMonths: 2,
  intervalLevel: 0.8,
  rates: { source: 'pricing-cache', publishedAt: '2025-11-04', version: '20251104' },
  months: ['2026-11', '2026-12'].map((month) => ({
    month,
    hours: '730',
    monthly: '38.60',
    low: '30.60',
    high: '50.60',
    baseline: '14.60',
    usage: '24.00',
    gb: '2400',
    gbLow: '1600',
    gbHigh: '3600',
    unknownLines: 0,
  })),
  tiers: [],
  endpoints: [],
  findings: [],
};

const document = buildReport(
  estimateOf({
    vpcs: [{ id: 'app', account: '111122223333' }],
    endpoints: [
      {
        id: 'app-ssm',
        vpc: 'app',
        type: 'Interface',
        service: 'com.amazonaws.us-east-1.ssm',
        azs: ['use1-az1'],
        tags: { team: 'a "b", c' },
        traffic: { monthlyGb: '2400' },
      },
      { id: 'app-s3', vpc: 'app', type: 'Gateway', service: 'com.amazonaws.us-east-1.s3' },
      {
        id: 'app-kms',
        vpc: 'app',
        type: 'Interface',
        service: 'com.amazonaws.us-east-1.kms',
        azs: ['use1-az1', 'use1-az2'],
      },
    ],
    natGateways: [{ id: 'nat', vpc: 'app', monthlyGb: '10' }],
  }),
  'pricing-cache',
);

const services = { ...servicesOfTest(), rates: frozenRates() };
const hub = readFileSync('test/golden/allocation-hub/network.yaml', 'utf8');
const modelled = await allocationDocument(
  { by: 'team', reading: await loadNetwork({ name: 'hub', content: hub }) },
  services,
);
const billed = await allocationDocument(
  { by: 'account', bills: [fileOf('cur.csv', curLegacyCsv(syntheticLines()))] },
  services,
);

const DOCUMENTS: readonly (readonly [string, FocusDocument])[] = [
  ['an estimate', document],
  ['an allocation of an estimate', modelled],
  ['an allocation of a bill', billed],
  ['a forecast', FORECAST],
];

/** Rules that fail of themselves: the validator fails every rule that holds one that fails, too. */
const failing = ({ failed }: FocusReport): readonly string[] =>
  Object.entries(failed)
    .filter(([, text]) => !text.includes('failed child rules'))
    .map(([rule]) => rule)
    .sort();

const OPTIONS = { focusMonth: '2026-11', billingAccount: '999900001111' };
const parquetOf = (document: FocusDocument, focusVersion = '1.2'): Promise<Uint8Array> =>
  focusParquet(
    { kind: 'estimate', document, view: () => Promise.reject(new Error('no view')), now: new Date(0), paths: [] },
    { ...OPTIONS, focusVersion },
  );

describe.skipIf(!focusValidatorInstalled() && process.env.REQUIRE_PEERS !== '1')(
  "the FinOps Foundation's validator, by its rules of FOCUS 1.2",
  () => {
    test('passes every document as typed Parquet but for rules with a written reason, and finds what is wrong', async () => {
      const files = new Map<string, Uint8Array | string>();
      for (const [name, each] of DOCUMENTS) files.set(`${name}.parquet`, await parquetOf(each));
      const csv = focus(document, { version: '1.2', month: '2026-11', billingAccount: '999900001111' });
      files.set('an estimate.csv', csv);
      files.set('wrong.csv', csv.replaceAll(',Usage-Based,', ',Often,').replace(',ListCost,', ',Cost,'));
      const paths = [...files.keys()].map((name) => join(folder, name));
      for (const [name, content] of files) writeFileSync(join(folder, name), content);
      const reports = validateFocus(paths);
      const failures = Object.fromEntries([...reports].map(([path, report]) => [basename(path), failing(report)]));
      const reasons = Object.keys(REASONS).sort();
      for (const [name] of DOCUMENTS) expect(failures[`${name}.parquet`], name).toEqual(reasons);
      expect(failures['an estimate.csv']?.filter((rule) => !GUESSED.includes(rule))).toEqual(reasons);
      expect(failures['wrong.csv']).toEqual(
        expect.arrayContaining(['ChargeFrequency-C-003-M', 'CostAndUsage-D-032-M', 'ListCost-C-001-M']),
      );
      for (const report of reports.values()) expect(report.passed).toBeGreaterThan(300);
    });
  },
);
