import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const azs = ['use1-az1'];

describe('cross-region', () => {
  test('equal rates give one price, both directions together', () => {
    const endpoints = [
      { id: 'a', type: 'Interface' as const, azs, serviceRegion: 'eu-west-1', traffic: { monthlyGb: '500' } },
    ];
    const result = estimateOf({ endpoints });
    expect(linesOf(result, 'cross-region')).toEqual([
      {
        of: 'a',
        status: 'priced',
        unit: 'GB',
        quantity: '500',
        display: 'us-east-1 to eu-west-1 and back',
        unitPrice: '0.02',
        monthly: '10',
      },
    ]);
    expect(linesOf(result, 'endpoint-hours')[0]?.monthly).toBe('7.3');
    expect(linesOf(result, 'data-processed')[0]?.monthly).toBe('5');
  });

  test('unequal rates give a range, and the total carries its high end', () => {
    const endpoints = [
      { id: 'a', type: 'Interface' as const, azs, serviceRegion: 'sa-east-1', traffic: { monthlyGb: '100' } },
    ];
    const result = estimateOf({ endpoints });
    expect(linesOf(result, 'cross-region')).toMatchObject([{ monthly: '13.8', low: '2', high: '13.8' }]);
    expect(findingsOf(result)).toContain('TG1454 a');
    expect(result.totals.high.minus(result.totals.low).toFixed()).toBe('11.8');
    expect(result.totals.monthly.knownPart.equals(result.totals.high)).toBe(true);
  });

  test('a pair with a rate of its own uses it', () => {
    const endpoints = [
      { id: 'a', type: 'Interface' as const, azs, serviceRegion: 'us-east-2', traffic: { monthlyGb: '100' } },
    ];
    expect(linesOf(estimateOf({ endpoints }), 'cross-region')).toMatchObject([{ unitPrice: '0.01', monthly: '1' }]);
  });

  test('unknown traffic is usage-unknown, a missing rate price-unknown', () => {
    const result = estimateOf({
      endpoints: [
        { id: 'usage', type: 'Interface', azs, serviceRegion: 'eu-west-1' },
        { id: 'price', type: 'Interface', azs, serviceRegion: 'ap-southeast-6', traffic: { monthlyGb: '1' } },
      ],
    });
    expect(linesOf(result, 'cross-region').map((line) => line.status)).toEqual(['usage-unknown', 'price-unknown']);
    expect(findingsOf(result)).toContain('TG1352 ap-southeast-6');
  });

  test('the same Region, and endpoints that are not billed, have no such line', () => {
    const result = estimateOf({
      endpoints: [
        { id: 'same', type: 'Interface', azs, serviceRegion: 'us-east-1', traffic: { monthlyGb: '1' } },
        { id: 'gone', type: 'Interface', azs, serviceRegion: 'eu-west-1', state: 'deleted' },
      ],
    });
    expect(linesOf(result, 'cross-region')).toEqual([]);
  });

  test('the provider pays hours for each remote Region, once, and not for its own', () => {
    const remoteRegions = ['eu-west-1', 'us-east-1', 'eu-west-1', 'sa-east-1'];
    const result = estimateOf({ endpointServices: [{ id: 'svc', remoteRegions }] });
    expect(linesOf(result, 'cross-region')).toEqual([
      {
        of: 'svc',
        status: 'priced',
        unit: 'Region-hours',
        quantity: '1460',
        display: '2 remote Regions x 730 h',
        unitPrice: '0.05',
        monthly: '73',
      },
    ]);
  });
});
