import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const azs = ['use1-az1', 'use1-az2'];
const served = (balancer: object, region = 'us-east-1') =>
  estimateOf({
    endpointServices: [{ id: 'svc', region, loadBalancers: [{ id: 'lb', type: 'network', azs, ...balancer }] }],
  });
const lines = (result: ReturnType<typeof served>) => linesOf(result, 'endpoint-service');

describe('endpoint-service', () => {
  test('a Network Load Balancer costs its hours, its units and nothing across zones while cross-zone is off', () => {
    expect(lines(served({ monthlyGb: '1460' }))).toEqual([
      {
        of: 'svc',
        status: 'priced',
        unit: 'hours',
        quantity: '730',
        display: 'lb: 1 load balancer x 730 h',
        unitPrice: '0.0225',
        monthly: '16.425',
      },
      {
        of: 'svc',
        status: 'priced',
        unit: 'LCU-hours',
        quantity: '1460',
        display: 'lb: TCP, most of: bytes 1460',
        unitPrice: '0.006',
        monthly: '8.76',
      },
      { of: 'svc', status: 'free', unit: 'GB', display: 'lb: cross-zone balancing is off', monthly: '0' },
    ]);
  });

  test('a Gateway Load Balancer in some of its zones costs a range of hours', () => {
    const [hours] = lines(served({ type: 'gateway', azsAtLeast: 1 }));
    expect(hours).toMatchObject({ display: 'lb: 1 to 2 AZ x 730 h', monthly: '18.25', low: '9.125', high: '18.25' });
  });

  test('units are those of the dimension that needs most, by protocol', () => {
    const tcp = lines(served({ monthlyGb: '73', newConnectionsPerSecond: 1600, activeConnections: 50_000 }))[1];
    expect(tcp).toMatchObject({ quantity: '1460', monthly: '8.76' });
    const tls = lines(served({ protocol: 'TLS', newConnectionsPerSecond: 100, activeConnections: 9000 }))[1];
    expect(tls).toMatchObject({
      quantity: '2190',
      display: 'lb: TLS, most of: new connections 1460, active connections 2190',
    });
    const udp = lines(served({ protocol: 'UDP', activeConnections: 25_000 }))[1];
    expect(udp?.quantity).toBe('365');
  });

  test('a Gateway Load Balancer costs hours in each zone and units of its own', () => {
    const result = lines(served({ type: 'gateway', newConnectionsPerSecond: 1200 }));
    expect(result[0]).toMatchObject({
      unit: 'AZ-hours',
      display: 'lb: 2 AZ x 730 h',
      unitPrice: '0.0125',
      monthly: '18.25',
    });
    expect(result[1]).toMatchObject({ quantity: '1460', unitPrice: '0.004', monthly: '5.84' });
  });

  test('cross-zone balancing charges what changes the zone, in each direction', () => {
    const crossing = (balancer: object) => lines(served({ crossZone: true, monthlyGb: '300', ...balancer }))[2];
    expect(crossing({})).toMatchObject({ quantity: '150', unitPrice: '0.02', monthly: '3' });
    expect(crossing({ targetAzs: ['use1-az4'] })).toMatchObject({ quantity: '300', monthly: '6' });
    expect(crossing({ targetAzs: ['use1-az1', 'use1-az2', 'use1-az4'] })).toMatchObject({
      quantity: '200',
      monthly: '4',
    });
    expect(crossing({ type: 'gateway' })).toMatchObject({ quantity: '150', monthly: '3' });
    expect(crossing({ azs: ['use1-az1'] })).toMatchObject({ status: 'free', monthly: '0' });
  });

  test('no stated load is usage-unknown, a Region without a sourced rate price-unknown', () => {
    const unknown = served({ crossZone: true });
    expect(lines(unknown).map((line) => line.status)).toEqual(['priced', 'usage-unknown', 'usage-unknown']);
    expect(findingsOf(unknown)).toContain('TG1203 lb');
    const unpriced = served({ monthlyGb: '1' }, 'ap-southeast-6');
    expect(lines(unpriced)[1]).toMatchObject({ status: 'price-unknown', quantity: '1' });
    expect(findingsOf(unpriced)).toContain('TG1352 ap-southeast-6');
  });
});
