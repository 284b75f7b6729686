import { expect, test } from 'vitest';
import { compareParts } from '../../../../src/operations/diff/compare.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { parseDiscounts } from '../../../../src/operations/inputs/parse-discounts.ts';
import { estimateNetwork } from '../../../../src/operations/shared/estimate-network.ts';
import { buildReport } from '../../../../src/report/build-report.ts';
import { atDiscount } from '../../../support/at-discount.ts';
import { frozenRates } from '../../../support/frozen-rates.ts';

const endpointOf = (id: string, zones: number, monthlyGb: string) => ({
  id,
  type: 'Interface',
  service: 'com.amazonaws.us-east-1.ssm',
  azs: ['use1-az1', 'use1-az2', 'use1-az4'].slice(0, zones),
  traffic: { monthlyGb },
});
const sideOf = (zones: number, ...words: readonly string[]) => priced([endpointOf('ssm', zones, '0')], words);

async function priced(endpoints: readonly ReturnType<typeof endpointOf>[], words: readonly string[]) {
  const value = { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints };
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

test('sides at different discounts: each endpoint changes by what its own bytes and hours lose', async () => {
  const endpoints = [endpointOf('a', 1, '1000'), endpointOf('b', 1, '10000')];
  const diff = compareParts([{ base: await priced(endpoints, ['*=0.9']), head: await priced(endpoints, []) }], NOW);
  // A tenth of 7.30 hours each, of 1,000 x 0.01 and of 10,000 x 0.01.
  expect(diff.delta.monthly).toBe('12.46');
  expect(diff.changes.map(({ id, delta, lines }) => [id, delta.monthly, lines.map((line) => line.delta)])).toEqual([
    ['b', '10.73', ['0.73', '10.00']],
    ['a', '1.73', ['0.73', '1.00']],
  ]);
});

test('a discount of the second tier alone cannot hide behind equal prices of the first', async () => {
  const head = await priced([endpointOf('a', 1, '1048576'), endpointOf('b', 1, '1048576')], []);
  const base = structuredClone({ ...head, network: undefined });
  const [pool] = base.document.pools;
  if (pool?.tiers[1] === undefined) throw new Error('two tiers were expected');
  // Half of the second tier: 1,048,576 x 0.003 = 3,145.728 less, of which each endpoint bears half.
  pool.tiers[1].price = '0.003';
  pool.monthly = '13631.488';
  base.document.totals.monthly = '13646.088';
  for (const endpoint of base.document.endpoints) {
    endpoint.monthly = '6823.044';
    for (const line of endpoint.lines) if (line.charge === 'data-processed') line.monthly = '6815.744';
  }
  const diff = compareParts([{ base, head }], NOW);
  expect(diff.delta.monthly).toBe('3145.728');
  expect(diff.changes.map(({ delta }) => delta.monthly)).toEqual(['1572.864', '1572.864']);
});

test('a discount of one destination is told, though the other side has the rate to every Region', async () => {
  const far = { ...endpointOf('far', 1, '100'), service: 'com.amazonaws.eu-west-1.kms', serviceRegion: 'eu-west-1' };
  const both = ['USE1-EU-AWS-Out-Bytes=0.5', 'EU-USE1-AWS-Out-Bytes=0.5'];
  const sides = [await priced([far], []), await priced([far], both)] as const;
  for (const [[base, head], monthly, factors] of [
    // 100 GB x 0.02 at half.
    [sides, '-1.00', 'pays 1 of the list price of EU-USE1-AWS-Out-Bytes and head 0.5,'],
    [sides.toReversed(), '1.00', 'pays 0.5 of the list price of EU-USE1-AWS-Out-Bytes and head 1,'],
  ] as const) {
    if (!base || !head) throw new Error('two sides were expected');
    const diff = compareParts([{ base, head }], NOW);
    expect(diff.delta.monthly).toBe(monthly);
    expect(diff.findings.map(({ code, message }) => `${code} ${message}`).join()).toContain(`TG6057 Base ${factors}`);
  }
});
