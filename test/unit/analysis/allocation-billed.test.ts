import { expect, test } from 'vitest';
import { allocationDocument } from '../../../src/analysis/allocation-document.ts';
import { loadNetwork } from '../../../src/analysis/load-network.ts';
import { servicesOfTest } from '../../support/http-app.ts';
import { ACCOUNTS, curLegacyCsv, type Line } from '../../support/synthetic-bill.ts';
import { fileOf } from '../../support/traffic-files.ts';

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
