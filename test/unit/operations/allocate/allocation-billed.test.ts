import { expect, test } from 'vitest';
import { allocationDocument } from '../../../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { ACCOUNTS, curLegacyCsv, type Line } from '../../../support/synthetic-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

const ID = 'vpce-0aaaaaaaaaaaaaaaa';

/** One line of an endpoint: 10,000 hours at 0.01. */
const line = (more: Partial<Line> = {}): Line => ({
  account: ACCOUNTS.two,
  start: Date.UTC(2026, 5, 1),
  seconds: 3600,
  type: 'Usage',
  service: 'AmazonVPC',
  usageType: 'USE1-VpcEndpoint-Hours',
  operation: 'VpcEndpoint',
  resource: ID,
  unit: 'Hrs',
  quantity: 10_000,
  listRate: 0.01,
  cost: 100,
  ...more,
});

/** A bill whose lines carry a team each; empty = none. */
const labelled = (lines: readonly (readonly [Line, string])[]): string =>
  curLegacyCsv(lines.map(([each]) => each))
    .trimEnd()
    .split('\n')
    .map((row, index) => `${row},${index === 0 ? 'resourceTags/user:team' : (lines[index - 1]?.[1] ?? '')}`)
    .join('\n');

const amountsBy = async (by: string, lines: readonly (readonly [Line, string])[], topology?: object) => {
  const reading = topology && (await loadNetwork({ name: 'network', value: topology }));
  const bills = [fileOf('bill.csv', labelled(lines))];
  const { parts } = await allocationDocument({ by, bills, reading }, servicesOfTest());
  return Object.fromEntries(parts.map(({ value, amount }) => [value, amount]));
};

test('the account is the one that the bill charges, whatever the network says', async () => {
  const topology = {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: [{ id: ID, type: 'Interface', account: ACCOUNTS.one, azs: ['use1-az1'] }],
  };
  expect(await amountsBy('account', [[line(), '']], topology)).toEqual({ [ACCOUNTS.two]: '100.00' });
});

test.each([
  // 100.00 less 10.00, and a tax of 9.00 on it, which the payer has.
  ['one label of the usage', [[line(), 'platform']], { platform: '99.00' }],
  // Which of the two was discounted, nobody tells: 60.00, 40.00 and what is left, -10.00 + 9.00.
  [
    'two labels',
    [
      [line({ cost: 60 }), 'platform'],
      [line({ cost: 40 }), 'data'],
    ],
    { platform: '60.00', data: '40.00', null: '-1.00' },
  ],
  ['usage of another endpoint only', [[line({ resource: 'vpce-0b' }), 'data']], { data: '100.00', null: '-1.00' }],
] as const)('discounts and taxes that carry no label follow %s', async (_name, usage, want) => {
  const others = [
    [line({ type: 'EdpDiscount', cost: -10, listRate: 0 }), ''],
    [line({ type: 'Tax', account: ACCOUNTS.one, cost: 9, listRate: 0 }), ''],
  ] as const;
  expect(await amountsBy('team', [...usage, ...others])).toEqual(want);
});

test('a label of their own is kept', async () => {
  const discount = line({ type: 'EdpDiscount', cost: -10, listRate: 0 });
  expect(
    await amountsBy('team', [
      [line(), 'platform'],
      [discount, 'finance'],
    ]),
  ).toEqual({
    platform: '100.00',
    finance: '-10.00',
  });
});
