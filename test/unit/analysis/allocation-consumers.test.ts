import { describe, expect, test } from 'vitest';
import { allocationDocument } from '../../../src/analysis/allocation-document.ts';
import { loadNetwork } from '../../../src/analysis/load-network.ts';
import { servicesOfTest } from '../../support/http-app.ts';

const services = servicesOfTest();
const ONE = '111122223333';
const TWO = '444455556666';
const KMS = 'com.amazonaws.us-east-1.kms';

const allocated = async (by: string, network: object) => {
  const value = { schema: 'tollgate/topology@1', region: 'us-east-1', ...network };
  return allocationDocument({ by, reading: await loadNetwork({ name: 'network', value }) }, services);
};
const amountsBy = async (by: string, network: object) =>
  Object.fromEntries((await allocated(by, network)).parts.map(({ value, amount }) => [value, amount]));

/** One zone is 7.30 a month; 100 GB are 1.00. */
const endpoint = (id: string, vpc: string, more: object = {}) => ({
  id,
  vpc,
  type: 'Interface',
  service: KMS,
  azs: ['use1-az1'],
  traffic: { monthlyGb: '100' },
  ...more,
});

describe('flows of the own VPC are those of the endpoint', () => {
  const network = (from: object, own: object) => ({
    vpcs: [{ id: 'app' }, { id: 'data', account: TWO, tags: { team: 'data' } }],
    endpoints: [endpoint('e', 'app', { tags: { team: 'platform' }, ...own })],
    flows: [
      { from, endpoint: 'e', monthlyGb: '60' },
      { from: { vpc: 'data' }, endpoint: 'e', monthlyGb: '40' },
    ],
  });

  test.each([
    ['the VPC alone', { vpc: 'app' }, { account: ONE }],
    ['the VPC and the account', { vpc: 'app', account: ONE }, { account: ONE }],
    ['no VPC', {}, { account: ONE }],
    ['an account that nothing else tells', { vpc: 'app', account: ONE }, {}],
  ])('told by %s', async (_name, from, own) => {
    // 8.30 by 60 to 40.
    expect(await amountsBy('team', network(from, own))).toEqual({ platform: '4.98', data: '3.32' });
    expect(await amountsBy('account', network(from, own))).toEqual({ [ONE]: '4.98', [TWO]: '3.32' });
  });

  test('unless they tell of another account', async () => {
    const shared = network({ vpc: 'app', account: TWO }, { account: ONE });
    expect(await amountsBy('account', shared)).toEqual({ [TWO]: '8.30' });
    expect(await amountsBy('team', shared)).toEqual({ null: '4.98', data: '3.32' });
  });
});
