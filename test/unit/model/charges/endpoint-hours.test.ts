import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const hours = (result: ReturnType<typeof estimateOf>) => linesOf(result, 'endpoint-hours');

describe('endpoint-hours', () => {
  test('an interface endpoint costs hours in each of its zones', () => {
    const result = estimateOf({ endpoints: [{ id: 'a', type: 'Interface', azs: ['use1-az1', 'use1-az2'] }] });
    expect(hours(result)).toEqual([
      {
        of: 'a',
        status: 'priced',
        unit: 'AZ-hours',
        quantity: '1460',
        display: '2 AZ x 730 h',
        unitPrice: '0.01',
        monthly: '14.6',
      },
    ]);
  });

  test('two subnets in one zone are one network interface', () => {
    const azs = ['use1-az1', 'use1-az2', 'use1-az1'];
    const [line] = hours(estimateOf({ endpoints: [{ id: 'a', type: 'Interface', azs }] }));
    expect(line?.quantity).toBe('1460');
  });

  test('no subnet is no hours, unknown zones are usage-unknown with the unit price', () => {
    const lines = hours(
      estimateOf({
        endpoints: [
          { id: 'none', type: 'Interface', azs: [] },
          { id: 'unknown', type: 'Interface' },
        ],
      }),
    );
    expect(lines).toEqual([
      expect.objectContaining({ of: 'none', status: 'priced', quantity: '0', display: '0 AZ x 730 h', monthly: '0' }),
      { of: 'unknown', status: 'usage-unknown', unit: 'AZ-hours', unitPrice: '0.01' },
    ]);
  });

  test('hours of a longer month', () => {
    const azs = ['use1-az1'];
    const result = estimateOf({ endpoints: [{ id: 'a', type: 'Interface', azs }] }, { hours: new Decimal(744) });
    expect(hours(result)[0]).toMatchObject({ display: '1 AZ x 744 h', monthly: '7.44' });
  });

  test('a Region of its own, of its VPC, of the topology, or none', () => {
    const result = estimateOf({
      region: undefined,
      vpcs: [{ id: 'tokyo', region: 'ap-northeast-1' }],
      endpoints: [
        { id: 'own', vpc: 'tokyo', region: 'sa-east-1', type: 'Interface', azs: ['sae1-az1'] },
        { id: 'vpc', vpc: 'tokyo', type: 'Interface', azs: ['apne1-az1'] },
        { id: 'none', type: 'Interface', azs: ['use1-az1'] },
      ],
    });
    expect(hours(result).map((line) => line.unitPrice)).toEqual(['0.021', '0.014', undefined]);
    expect(hours(result)[2]).toMatchObject({ status: 'price-unknown', quantity: '730' });
  });

  test('a Gateway Load Balancer endpoint has its own rate and one zone', () => {
    const result = estimateOf({
      region: 'sa-east-1',
      endpoints: [
        { id: 'one', type: 'GatewayLoadBalancer', azs: ['sae1-az1'] },
        { id: 'two', type: 'GatewayLoadBalancer', azs: ['sae1-az1', 'sae1-az2'] },
      ],
    });
    expect(hours(result).map((line) => line.monthly)).toEqual(['11.023', '22.046']);
    expect(findingsOf(result)).toContain('TG1455 two');
    expect(findingsOf(result)).not.toContain('TG1455 one');
  });

  test('a resource endpoint costs hours once, and the doubt is told', () => {
    const result = estimateOf({
      endpoints: [{ id: 'r', type: 'Resource', azs: ['use1-az1', 'use1-az2', 'use1-az4'] }],
    });
    expect(hours(result)).toMatchObject([{ unit: 'endpoint-hours', display: '1 endpoint x 730 h', monthly: '14.6' }]);
    const doubt = result.findings.findings.find((finding) => finding.code === 'TG1450');
    expect(doubt).toMatchObject({ subject: 'r', message: expect.stringMatching(/once \(14\.60\).*43\.80/) });
  });

  test('a service-network endpoint is free, its resources are not', () => {
    const result = estimateOf({
      endpoints: [
        { id: 'three', type: 'ServiceNetwork', resources: 3 },
        { id: 'unsaid', type: 'ServiceNetwork' },
      ],
    });
    expect(hours(result)).toMatchObject([
      { of: 'three', status: 'free', monthly: '0' },
      { of: 'three', status: 'priced', display: '3 resources x 730 h', unitPrice: '0.1', monthly: '219' },
      { of: 'unsaid', status: 'free' },
      { of: 'unsaid', status: 'usage-unknown', unit: 'resource-hours', unitPrice: '0.1' },
    ]);
    expect(findingsOf(result)).toContain('TG1456 unsaid');
  });

  test('deleted and provider-paid endpoints are free and say why; other states are billed', () => {
    const azs = ['use1-az1'];
    const result = estimateOf({
      endpoints: [
        { id: 'deleted', type: 'Interface', azs, state: 'Deleted' },
        { id: 'theirs', type: 'Interface', azs, payer: 'provider' },
        { id: 'rejected', type: 'Interface', azs, state: 'Rejected' },
      ],
    });
    expect(hours(result)).toMatchObject([
      { of: 'deleted', status: 'free', display: 'it is deleted', monthly: '0' },
      { of: 'theirs', status: 'free', display: 'the service provider pays for it', monthly: '0' },
      { of: 'rejected', status: 'priced', monthly: '7.3' },
    ]);
    expect(findingsOf(result)).toEqual(expect.arrayContaining(['TG1451 deleted', 'TG1451 theirs']));
  });

  test('a Region without a rate leaves the line unpriced and says so', () => {
    const endpoints = [{ id: 'a', type: 'Resource' as const, region: 'me-central-1' }];
    const result = estimateOf({ endpoints });
    expect(hours(result)).toMatchObject([{ status: 'price-unknown', quantity: '730' }]);
    expect(findingsOf(result)).toContain('TG1352 me-central-1');
  });
});
