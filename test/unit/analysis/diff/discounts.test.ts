import { expect, test } from 'vitest';
import { compareParts } from '../../../../src/analysis/diff/compare.ts';
import { atDiscount, parseDiscounts } from '../../../../src/analysis/discounts/read-discounts.ts';
import { estimateNetwork } from '../../../../src/analysis/estimate.ts';
import { loadNetwork } from '../../../../src/analysis/load-network.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { frozenRates } from '../../../support/frozen-rates.ts';

async function sideOf(zones: number, ...words: readonly string[]) {
  const value = {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: [
      {
        id: 'ssm',
        type: 'Interface',
        service: 'com.amazonaws.us-east-1.ssm',
        azs: ['use1-az1', 'use1-az2', 'use1-az4'].slice(0, zones),
        traffic: { monthlyGb: '0' },
      },
    ],
  };
  const { rates } = atDiscount({ rates: frozenRates() }, parseDiscounts(words));
  const estimate = await estimateNetwork({ reading: await loadNetwork({ name: 'network', value }) }, rates);
  return { name: 'network', document: buildReport(estimate, 'frozen'), network: estimate.network };
}
const NOW = '2026-06-01T00:00:00.000Z';

test('both sides at what is paid: the change too, with list prices beside it', async () => {
  const diff = compareParts([{ base: await sideOf(1, 'AmazonVPC=0.9'), head: await sideOf(2, 'AmazonVPC=0.9') }], NOW);
  // One zone more: 730 h x 0.01 = 7.30 at list price, 6.57 at 0.9.
  expect(diff.delta).toMatchObject({ monthly: '6.57', list: '7.30' });
  expect(diff.base).toMatchObject({ monthly: '6.57', list: '7.30' });
  expect(diff.findings.map(({ code }) => code)).not.toContain('TG6057');
});

test('one side with a discount and one without is said to be', async () => {
  const diff = compareParts([{ base: await sideOf(1), head: await sideOf(1, 'AmazonVPC=0.9') }], NOW);
  expect(diff.findings.find(({ code }) => code === 'TG6057')?.message).toBe(
    'Base pays 1 of the list price of USE1-VpcEndpoint-Hours and head 0.9, so a part of the change is the discount.',
  );
});
