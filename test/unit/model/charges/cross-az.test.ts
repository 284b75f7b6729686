import { describe, expect, test } from 'vitest';
import { estimateOf, linesOf } from '../../../support/estimating.ts';

const three = ['use1-az1', 'use1-az2', 'use1-az4'];
const display = (result: ReturnType<typeof estimateOf>) => linesOf(result, 'cross-az').map((line) => line.display);

describe('cross-az', () => {
  test.each([
    [1, '0 %'],
    [2, '50 %'],
    [3, '66.7 %'],
  ])('clients anywhere in %i zones cross with %s of their bytes, free', (count, share) => {
    const result = estimateOf({ endpoints: [{ id: 'a', type: 'Interface', azs: three.slice(0, count) }] });
    expect(linesOf(result, 'cross-az')).toEqual([
      {
        of: 'a',
        status: 'free',
        unit: 'GB',
        display: `${share} of the bytes cross zones, free since 2022-04-01`,
        monthly: '0',
      },
    ]);
    expect(result.totals.monthly.leftOut).toBe(1);
  });

  test('before 2022-04-01 each direction was charged', () => {
    const endpoints = [{ id: 'a', type: 'Interface' as const, azs: three, traffic: { monthlyGb: '3000' } }];
    expect(linesOf(estimateOf({ endpoints }, { billingDate: '2022-03-31' }), 'cross-az')).toMatchObject([
      { status: 'priced', quantity: '2000', unitPrice: '0.02', monthly: '40' },
    ]);
    expect(linesOf(estimateOf({ endpoints }, { billingDate: '2022-04-01' }), 'cross-az')).toMatchObject([
      { status: 'free', monthly: '0' },
    ]);
  });

  test('where crossing was charged, unknown traffic, zones or rates make it unknown', () => {
    const result = estimateOf(
      {
        endpoints: [
          { id: 'traffic', type: 'Interface', azs: three },
          { id: 'zones', type: 'Interface', traffic: { monthlyGb: '1' } },
          {
            id: 'rate',
            type: 'Interface',
            region: 'me-central-1',
            azs: ['mec1-az1', 'mec1-az2'],
            traffic: { monthlyGb: '1' },
          },
        ],
      },
      { billingDate: '2020-01-01' },
    );
    expect(linesOf(result, 'cross-az').map((line) => line.status)).toEqual([
      'usage-unknown',
      'usage-unknown',
      'price-unknown',
    ]);
  });

  test('affinity keeps its share at home', () => {
    const half = { id: 'half', type: 'Interface' as const, azs: three, affinity: 0.5 };
    const all = { id: 'all', type: 'Interface' as const, azs: three, affinity: 1 };
    expect(display(estimateOf({ endpoints: [half, all] }))).toEqual([
      expect.stringMatching(/^33\.3 % /),
      expect.stringMatching(/^0 % /),
    ]);
  });

  test('from a zone without an interface everything crosses; flows weigh by their bytes', () => {
    const result = estimateOf({
      endpoints: [{ id: 'a', type: 'Interface', azs: three.slice(0, 2), traffic: { monthlyGb: '400' } }],
      flows: [
        { from: { az: 'use1-az6' }, endpoint: 'a', monthlyGb: '100' },
        { from: { az: 'use1-az1' }, endpoint: 'a', monthlyGb: '100' },
      ],
    });
    expect(display(result)).toEqual(['62.5 % of the bytes cross zones, free since 2022-04-01']);
  });

  test('zone names of another account, and names beside ids, tell nothing', () => {
    const endpoint = {
      id: 'a',
      type: 'Interface' as const,
      account: '111111111111',
      azs: ['us-east-1a', 'us-east-1b'],
    };
    const from = (from: object) =>
      display(estimateOf({ endpoints: [endpoint], flows: [{ from, endpoint: 'a', monthlyGb: '1' }] }))[0]?.slice(0, 5);
    expect(from({ az: 'us-east-1c', account: '111111111111' })).toBe('100 %');
    expect(from({ az: 'us-east-1c' })).toBe('100 %');
    expect(from({ az: 'us-east-1c', account: '222222222222' })).toBe('50 % ');
    expect(from({ az: 'use1-az6' })).toBe('50 % ');
  });

  test('Transit Gateway bytes count, peering bytes do not', () => {
    const result = estimateOf({
      vpcs: [{ id: 'hub' }, { id: 'app' }],
      endpoints: [{ id: 'a', vpc: 'hub', type: 'Interface', azs: three.slice(0, 2) }],
      connectivity: {
        transitGateways: [{ id: 'tgw', vpcs: ['hub', 'app'] }],
        peerings: [{ id: 'p', between: ['hub', 'app'] }],
      },
      flows: [
        { from: { vpc: 'app', az: 'use1-az1' }, endpoint: 'a', via: 'tgw', monthlyGb: '100' },
        { from: { vpc: 'app', az: 'use1-az6' }, endpoint: 'a', via: 'p', monthlyGb: '100' },
      ],
    });
    expect(display(result)).toEqual([expect.stringMatching(/^50 % /)]);
  });

  test('Gateway Load Balancer and resource endpoints are free with their own words; no zones, no line', () => {
    const result = estimateOf({
      endpoints: [
        { id: 'g', type: 'GatewayLoadBalancer', azs: ['use1-az1'] },
        { id: 'r', type: 'Resource', azs: three },
        { id: 'none', type: 'Interface', azs: [] },
        { id: 'unknown', type: 'Interface' },
        { id: 'deleted', type: 'Interface', azs: three, state: 'deleted' },
      ],
    });
    expect(linesOf(result, 'cross-az').map((line) => `${line.of}: ${line.display}`)).toEqual([
      'g: 0 % of the bytes cross zones, free (AWS does not say so for this type)',
      'r: 66.7 % of the bytes cross zones, free',
    ]);
  });
});
