import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allocationDocument } from '../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { FOCUS_VERSIONS } from '../../src/report/focus/columns.ts';
import type { ForecastDocument } from '../../src/report/forecast-document.ts';
import { type FocusDocument, focus } from '../../src/report/formats/focus.ts';
import { estimateOf } from '../support/estimating.ts';
import { focusValidatorInstalled, validateFocus } from '../support/focus-validator.ts';
import { frozenRates } from '../support/frozen-rates.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';
import { fileOf } from '../support/traffic-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-focus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Rules of the validator's 1.0.0 release that fail for every file: they ask for
 * names of FOCUS 0.5 that 1.0 has replaced.
 */
const BROKEN_RULES = [
  'InvoiceIssuer_Required',
  'Provider_Required',
  'Publisher_Required',
  'ResourceID_Required',
  'SkuPriceId_Nullable',
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

/** Accounts that are no numbers: the validator takes a column of digits for numbers and says that it holds no text. */
const document = buildReport(
  estimateOf({
    vpcs: [{ id: 'app', account: 'account-a' }],
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
const hub = readFileSync('test/golden/allocation-hub/network.yaml', 'utf8').replaceAll(
  /account: "(\d)\d+"/g,
  'account: "account-$1"',
);
const modelled = await allocationDocument(
  { by: 'team', reading: await loadNetwork({ name: 'hub', content: hub }) },
  services,
);
const lines = syntheticLines().map((line) => ({ ...line, account: `account-${line.account}` }));
const billed = await allocationDocument({ by: 'account', bills: [fileOf('cur.csv', curLegacyCsv(lines))] }, services);

const DOCUMENTS: readonly (readonly [string, FocusDocument])[] = [
  ['an estimate', document],
  ['an allocation of an estimate', modelled],
  ['an allocation of a bill', billed],
  ['a forecast', FORECAST],
];

describe.skipIf(!focusValidatorInstalled() && process.env.REQUIRE_PEERS !== '1')(
  "the FinOps Foundation's validator",
  () => {
    const files = DOCUMENTS.flatMap(([name, each]) => FOCUS_VERSIONS.map((version) => [name, version, each] as const));

    test.each(files)('passes %s written as FOCUS %s, by every rule that it can check', (name, version, each) => {
      const path = join(folder, `${name.replaceAll(' ', '-')}-${version}.csv`);
      writeFileSync(path, focus(each, { version, month: '2026-11', billingAccount: 'payer' }));
      const report = validateFocus(path);
      const failed = [...report.matchAll(/^(\w+) failed:/gm)].map((match) => match[1]);
      expect(failed.sort()).toEqual(BROKEN_RULES);
    });

    test('finds what is wrong, so that its silence means something', () => {
      const path = join(folder, 'wrong.csv');
      writeFileSync(
        path,
        focus(document, { version: '1.2', month: '2026-11' })
          .replaceAll(',Usage-Based,', ',Often,')
          .replace(',ListCost,', ',Cost,'),
      );
      const report = validateFocus(path);
      expect(report).toMatch(/ListCost_Required failed/);
      expect(report).toMatch(/ChargeFrequency_Enum failed/);
    });
  },
);
