import { describe, expect, test } from 'vitest';
import { allocationDocument } from '../../../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { servicesOfTest } from '../../../support/http-app.ts';

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

describe('even shares', () => {
  test('are for bytes that nobody tells of: flows that explain all are heeded', async () => {
    const hub = (monthlyGb: string) => ({
      dns: { hostedZones: [{ service: KMS, vpcs: ['hub', 'a', 'b'] }] },
      endpoints: [endpoint('e', 'hub', { azs: ['use1-az1', 'use1-az2', 'use1-az3'], traffic: { monthlyGb: '110' } })],
      flows: [{ from: { vpc: 'hub' }, endpoint: 'e', monthlyGb }],
    });
    // 21.90 and 1.10; where 10 GB are open, a third each.
    expect(await amountsBy('vpc', hub('110'))).toEqual({ hub: '23.00' });
    expect(await amountsBy('vpc', hub('109.99999999999999999999'))).toEqual({ hub: '23.00' });
    const open = await allocated('vpc', hub('100'));
    expect(open.rules.map(({ rule }) => rule)).toEqual(['even']);
    expect(open.parts).toHaveLength(3);
  });

  test('of two hubs of one service go to those that a zone leads to each', async () => {
    const hubs = (prod: readonly string[], dev: readonly string[]) => ({
      dns: { hostedZones: [prod, dev].map((vpcs) => ({ service: KMS, vpcs })) },
      endpoints: [
        endpoint('e-prod', 'prod', { azs: ['use1-az1', 'use1-az2', 'use1-az3'], traffic: { monthlyGb: '0' } }),
        endpoint('e-dev', 'dev', { azs: ['use1-az1', 'use1-az2'], traffic: { monthlyGb: '0' } }),
      ],
    });
    // 21.90 and 14.60, half and half.
    expect(await amountsBy('vpc', hubs(['prod', 'a'], ['dev', 'c']))).toEqual({
      prod: '10.95',
      a: '10.95',
      dev: '7.30',
      c: '7.30',
    });
    // Which hub they lead to, nobody tells.
    expect(await amountsBy('vpc', hubs(['a', 'b'], ['c', 'd']))).toEqual({ prod: '21.90', dev: '14.60' });
  });
});

test('what rounding leaves goes to list prices too: where nothing is discounted the two are one number', async () => {
  const document = await allocated('vpc', {
    vpcs: [{ id: 'hub' }, { id: 'a' }, { id: 'b' }],
    connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'a', 'b'] }] },
    endpoints: [endpoint('kms', 'hub')],
    flows: ['a', 'b'].map((vpc) => ({ from: { vpc }, endpoint: 'kms', via: 'tgw', monthlyGb: '1.0000000025' })),
  });
  // 8.30, and twice 0.02000000005 for the gateway: each rounds half-even to 0.0200000000, together they are 0.0400000001.
  expect(document.total).toBe('8.3400000001');
  expect(document.list).toBe(document.total);
  expect(document.parts.map(({ list }) => list)).toEqual(document.parts.map(({ amount }) => amount));
});
