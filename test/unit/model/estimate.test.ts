import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/model/estimate.ts';
import { regionsOf } from '../../../src/model/regions-of.ts';
import { bundledCard, estimateOf, findingsOf, topologyOf } from '../../support/estimating.ts';

describe('estimate', () => {
  test('totals are the sum of endpoints and resources, baseline and usage apart', () => {
    const result = estimateOf({
      endpoints: [{ id: 'a', type: 'Interface', azs: ['use1-az1', 'use1-az2'], traffic: { monthlyGb: '2400' } }],
      natGateways: [{ id: 'nat', monthlyGb: '100' }],
    });
    const { monthly, baseline, usage, low, high } = result.totals;
    expect([monthly.knownPart, baseline, usage, low, high].map((each) => each.toFixed())).toEqual([
      '75.95',
      '47.45',
      '28.5',
      '75.95',
      '75.95',
    ]);
    expect(monthly.leftOut).toBe(0);
  });

  test('nothing costs nothing', () => {
    const result = estimateOf({});
    expect(result.totals.monthly.knownPart.toFixed()).toBe('0');
    expect(result.pools).toEqual([]);
    expect(findingsOf(result)).toEqual([]);
  });

  test('a network billed in two currencies is refused', () => {
    const topology = topologyOf({
      region: undefined,
      endpoints: [
        { id: 'a', type: 'Interface', region: 'us-east-1', azs: [] },
        { id: 'b', type: 'Interface', region: 'cn-north-1', azs: [] },
      ],
    });
    const cards = new Map(regionsOf(topology).map((region) => [region, bundledCard(region)]));
    expect(() => estimate({ topology, cards })).toThrow(expect.objectContaining({ code: 'TG1401' }));
  });

  test('China is priced in its own currency', () => {
    const endpoints = [{ id: 'a', type: 'Interface' as const, region: 'cn-north-1', azs: ['cnn1-az1'] }];
    const result = estimateOf({ region: undefined, endpoints });
    expect(result.currency).toBe('CNY');
    expect(findingsOf(result)).toContain('TG1350 cn-north-1');
  });

  test('flows beyond the stated traffic are said, not cut', () => {
    const result = estimateOf({
      endpoints: [{ id: 'a', type: 'Interface', azs: ['use1-az1'], traffic: { monthlyGb: '10' } }],
      flows: [{ from: {}, endpoint: 'a', monthlyGb: '11' }],
    });
    expect(findingsOf(result)).toEqual(['TG1206 a']);
  });

  test('findings of the readers come first', () => {
    const told = { code: 'TG1151', severity: 'info', subject: 'a', message: 'derived' } as const;
    const result = estimateOf({ endpoints: [{ id: 'a', type: 'Interface', azs: ['use1-az1'] }] }, { findings: [told] });
    expect(findingsOf(result)).toEqual(['TG1151 a', 'TG1203 a']);
  });

  test('asks for the Regions of everything that may be priced', () => {
    const topology = topologyOf({
      vpcs: [{ id: 'v', region: 'eu-west-2' }],
      endpoints: [{ id: 'a', type: 'Interface', region: 'eu-west-1', serviceRegion: 'sa-east-1' }],
      endpointServices: [{ id: 's', region: 'eu-north-1', remoteRegions: ['eu-west-3'] }],
      natGateways: [{ id: 'n', region: 'ca-west-1' }],
      connectivity: { transitGateways: [{ id: 't', region: 'us-west-1', vpcs: [] }] },
      dns: { profiles: [{ id: 'p', region: 'us-west-2', vpcs: [] }] },
    });
    expect(regionsOf(topology)).toEqual([
      'ca-west-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-west-1',
      'us-west-2',
    ]);
  });
});
