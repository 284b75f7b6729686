import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/model/estimate.ts';
import { buildReport } from '../../../src/report/build-report.ts';
import { bundledCard, estimateOf, topologyOf } from '../../support/estimating.ts';

describe('buildReport', () => {
  test('an endpoint with everything it states, decimals as text', () => {
    const result = estimateOf({
      vpcs: [{ id: 'app', account: '111111111111' }],
      endpoints: [
        {
          id: 'app-ssm',
          address: 'aws_vpc_endpoint.ssm',
          name: 'ssm',
          vpc: 'app',
          type: 'Interface',
          service: 'com.amazonaws.us-east-1.ssm',
          azs: ['use1-az1', 'use1-az2'],
          tags: { team: 'platform' },
          traffic: { monthlyGb: '2400' },
        },
      ],
    });
    const { endpoints, totals, pools } = buildReport(result, 'a test');
    expect(totals).toEqual({ monthly: '38.60', baseline: '14.60', usage: '24.00', unknownLines: 0 });
    const { lines = [], ...endpoint } = endpoints[0] ?? {};
    expect(endpoint).toEqual({
      id: 'app-ssm',
      type: 'Interface',
      address: 'aws_vpc_endpoint.ssm',
      name: 'ssm',
      service: 'ssm',
      region: 'us-east-1',
      vpc: 'app',
      account: '111111111111',
      azCount: 2,
      azs: ['use1-az1', 'use1-az2'],
      tags: { team: 'platform' },
      monthly: '38.60',
      unknownLines: 0,
    });
    expect(lines[0]).toMatchObject({ charge: 'endpoint-hours', quantity: '1460', unitPrice: '0.01', monthly: '14.60' });
    expect(lines[0]?.provenance).toMatchObject({
      rule: 'endpoint-hours',
      rate: { usageType: 'USE1-VpcEndpoint-Hours' },
    });
    expect(lines[1]?.provenance.traffic).toEqual({ source: 'assumption' });
    expect(pools[0]).toMatchObject({ gb: '2400', baselineGb: '0', blendedPrice: '0.01', marginalPrice: '0.01' });
  });

  test('what is not known is absent, not empty', () => {
    const [endpoint] = buildReport(
      estimateOf({ region: undefined, endpoints: [{ id: 'a', type: 'Interface' }] }),
      '',
    ).endpoints;
    expect(Object.keys(endpoint ?? {})).toEqual(['id', 'type', 'tags', 'monthly', 'unknownLines', 'lines']);
  });

  test('low and high only where they differ', () => {
    const endpoint = { id: 'a', type: 'Interface' as const, azs: ['use1-az1'], traffic: { monthlyGb: '100' } };
    const { totals, endpoints } = buildReport(
      estimateOf({ endpoints: [{ ...endpoint, serviceRegion: 'sa-east-1' }] }),
      '',
    );
    expect(totals).toMatchObject({ monthly: '22.10', low: '10.30', high: '22.10' });
    expect(endpoints[0]?.lines.find((line) => line.charge === 'cross-region')).toMatchObject({
      low: '2.00',
      high: '13.80',
    });
  });

  test('groups where asked for, findings beyond the cap counted', () => {
    const endpoints = Array.from({ length: 250 }, (_, index) => ({
      id: `e${index}`,
      type: 'Interface' as const,
      azs: ['use1-az1'],
    }));
    const report = buildReport(estimateOf({ endpoints }), '', { groupBy: ['type'] });
    expect(report.groups).toEqual([
      { by: 'type', entries: [{ value: 'Interface', monthly: '1825.00', endpoints: 250, unknownLines: 250 }] },
    ]);
    expect(report.findings).toHaveLength(200);
    expect(report.findingsOmitted).toEqual({ TG1203: 50 });
  });

  test('rates: the newest card speaks, and differing cards are told by Region', () => {
    const topology = topologyOf({ endpoints: [{ id: 'a', type: 'Interface', region: 'eu-west-1', azs: [] }] });
    const fresh = { ...bundledCard('eu-west-1'), version: '20261120', publishedAt: '2026-11-20' };
    const cards = new Map([
      ['us-east-1', bundledCard('us-east-1')],
      ['eu-west-1', fresh],
    ]);
    expect(buildReport(estimate({ topology, cards }), 'cache').rates).toEqual({
      source: 'cache',
      publishedAt: '2026-11-20',
      version: '20251104 20261120',
      regions: {
        'us-east-1': { publishedAt: '2025-11-04', version: '20251104' },
        'eu-west-1': { publishedAt: '2026-11-20', version: '20261120' },
      },
    });
  });
});
