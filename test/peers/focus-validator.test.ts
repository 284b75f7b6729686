import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { FOCUS_VERSIONS } from '../../src/report/focus/columns.ts';
import { focus } from '../../src/report/formats/focus.ts';
import { estimateOf } from '../support/estimating.ts';
import { focusValidatorInstalled, validateFocus } from '../support/focus-validator.ts';

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

describe.skipIf(!focusValidatorInstalled() && process.env.REQUIRE_PEERS !== '1')(
  "the FinOps Foundation's validator",
  () => {
    test.each(FOCUS_VERSIONS)('passes an estimate written as FOCUS %s, by every rule that it can check', (version) => {
      const path = join(folder, `${version}.csv`);
      writeFileSync(path, focus(document, { version, month: '2026-11' }));
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
