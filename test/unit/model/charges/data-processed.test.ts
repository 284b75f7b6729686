import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const azs = ['use1-az1'];
const interfaceEndpoint = (id: string, monthlyGb?: string) => ({
  id,
  type: 'Interface' as const,
  azs,
  ...(monthlyGb !== undefined && { traffic: { monthlyGb } }),
});
const amounts = (result: ReturnType<typeof estimateOf>) =>
  linesOf(result, 'data-processed').map((line) => line.monthly);

describe('data-processed', () => {
  test('tiers apply to the pool of a Region, whose cost is shared out by bytes', () => {
    const endpoints = Array.from({ length: 10 }, (_, index) => interfaceEndpoint(`e${index}`, '600000'));
    const result = estimateOf({ endpoints });
    expect(amounts(result)).toEqual(Array.from({ length: 10 }, () => '3868.0064'));
    expect(result.pools).toHaveLength(1);
    expect(result.pools[0]).toMatchObject({ region: 'us-east-1', product: 'interface-endpoint-bytes' });
    expect(result.pools[0]?.monthly.toFixed()).toBe('38680.064');
    expect(result.pools[0]?.blendedPrice.toFixed(10)).toBe('0.0064466773');
    expect(result.pools[0]?.marginalPrice.toFixed()).toBe('0.004');
  });

  test('a quantity exactly at a bound belongs wholly below it, the next GB is priced above', () => {
    const result = estimateOf({ endpoints: [interfaceEndpoint('a', '1048576')] });
    expect(amounts(result)).toEqual(['10485.76']);
    expect(result.pools[0]?.bands).toHaveLength(1);
    expect(result.pools[0]?.marginalPrice.toFixed()).toBe('0.006');
  });

  test('the baseline fills the lower tiers and only the increment is priced', () => {
    const endpoints = [interfaceEndpoint('a', '200000')];
    const result = estimateOf({ endpoints, pool: { 'us-east-1': { interfaceEndpointGb: '1000000' } } });
    expect(amounts(result)).toEqual(['1394.304']);
    expect(result.pools[0]?.bands.map((use) => use.quantity.toFixed())).toEqual(['48576', '151424']);
  });

  test('each Region, and resource endpoints in each, have a pool of their own; GWLB bytes have no tiers', () => {
    const big = { traffic: { monthlyGb: '2000000' } };
    const result = estimateOf({
      endpoints: [
        { id: 'i', type: 'Interface', azs, ...big },
        { id: 'r', type: 'Resource', azs, ...big },
        { id: 'g', type: 'GatewayLoadBalancer', azs, ...big },
        { id: 'ie', type: 'Interface', region: 'eu-west-1', azs: ['euw1-az1'], ...big },
      ],
      pool: { 'us-east-1': { resourceEndpointGb: '5242880' } },
    });
    const byId = Object.fromEntries(linesOf(result, 'data-processed').map((line) => [line.of, line.monthly]));
    expect(byId).toEqual({ i: '16194.304', r: '8000', g: '7000', ie: '16194.304' });
    expect(result.pools.map((pool) => `${pool.product} ${pool.region}`)).toEqual([
      'interface-endpoint-bytes us-east-1',
      'interface-endpoint-bytes eu-west-1',
      'gwlb-endpoint-bytes us-east-1',
      'resource-endpoint-bytes us-east-1',
    ]);
  });

  test('unknown traffic is left out at the marginal price, and zero traffic is a known zero', () => {
    const endpoints = [interfaceEndpoint('unknown'), interfaceEndpoint('zero', '0'), interfaceEndpoint('a', '1048576')];
    const result = estimateOf({ endpoints });
    expect(linesOf(result, 'data-processed')).toEqual([
      { of: 'unknown', status: 'usage-unknown', unit: 'GB', unitPrice: '0.006' },
      expect.objectContaining({ of: 'zero', status: 'priced', quantity: '0', monthly: '0' }),
      expect.objectContaining({ of: 'a', monthly: '10485.76' }),
    ]);
    expect(findingsOf(result)).toContain('TG1203 unknown');
  });

  test('a pool nobody told the bytes of is no pool', () => {
    expect(estimateOf({ endpoints: [interfaceEndpoint('a')] }).pools).toEqual([]);
  });

  test('measured traffic wins over stated, stated over flows, by id or by address', () => {
    const measured = (monthlyGb: string) => ({
      monthlyGb: new Decimal(monthlyGb),
      provenance: { source: 'usage-file' as const },
    });
    const result = estimateOf(
      {
        endpoints: [
          interfaceEndpoint('measured', '1'),
          { ...interfaceEndpoint('addressed'), address: 'aws_vpc_endpoint.a' },
          interfaceEndpoint('stated', '100'),
          interfaceEndpoint('flows'),
        ],
        flows: [
          { from: {}, endpoint: 'stated', monthlyGb: '5' },
          { from: {}, endpoint: 'flows', monthlyGb: '7' },
          { from: {}, endpoint: 'flows', monthlyGb: '8' },
        ],
      },
      {
        traffic: new Map([
          ['measured', measured('200')],
          ['aws_vpc_endpoint.a', measured('300')],
        ]),
      },
    );
    const lines = result.endpoints.map(({ lines }) => lines.find((line) => line.charge === 'data-processed'));
    expect(lines.map((line) => line?.quantity?.toFixed())).toEqual(['200', '300', '100', '15']);
    expect(lines.map((line) => line?.provenance.traffic?.source)).toEqual([
      'usage-file',
      'usage-file',
      'assumption',
      'flows',
    ]);
  });

  test('without a rate the bytes stay, unpriced', () => {
    const endpoints = [{ ...interfaceEndpoint('a', '5'), region: 'eu-west-1' }];
    const result = estimateOf({ endpoints }, { cards: new Map() });
    expect(linesOf(result, 'data-processed')).toEqual([
      { of: 'a', status: 'price-unknown', unit: 'GB', quantity: '5' },
    ]);
    expect(result.pools).toEqual([]);
  });
});
