import { describe, expect, test } from 'vitest';
import { sum } from '../../../src/core/decimal.ts';
import { TollgateError } from '../../../src/core/errors.ts';
import { attribute } from '../../../src/model/attribute.ts';
import { type GroupKey, parseGroupKey } from '../../../src/model/group-key.ts';
import { estimateOf } from '../../support/estimating.ts';

const network = estimateOf({
  vpcs: [
    { id: 'hub', account: '111111111111' },
    { id: 'app', account: '222222222222' },
  ],
  endpoints: [
    {
      id: 'ssm',
      vpc: 'hub',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.ssm',
      azs: ['use1-az1', 'use1-az2'],
      tags: { team: 'platform' },
      traffic: { monthlyGb: '400' },
    },
    { id: 'kms', vpc: 'hub', type: 'Interface', azs: ['use1-az1'], tags: { team: 'security' } },
    { id: 'lone', type: 'Interface', region: 'eu-west-1', azs: ['euw1-az1'], traffic: { monthlyGb: '0' } },
  ],
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'app'] }] },
  flows: [{ from: { vpc: 'app' }, endpoint: 'ssm', via: 'tgw', monthlyGb: '100' }],
  natGateways: [{ id: 'nat', vpc: 'app', monthlyGb: '10', tags: { team: 'platform' } }],
});

const groups = (key: GroupKey) =>
  attribute(network, key).map(
    (group) => `${group.value}: ${group.monthly.knownPart.toFixed()} (${group.endpoints}, ${group.monthly.leftOut})`,
  );

describe('attribute', () => {
  test('by VPC, dearest first, with what is not known shown as such', () => {
    expect(groups('vpc')).toEqual(['app: 35.3 (0, 0)', 'hub: 25.9 (2, 1)', '(unknown): 8.03 (1, 0)']);
  });

  test('by account, from the VPC where the endpoint states none', () => {
    expect(groups('account')).toEqual([
      '222222222222: 35.3 (0, 0)',
      '111111111111: 25.9 (2, 1)',
      '(unknown): 8.03 (1, 0)',
    ]);
  });

  test('by tag, with the untagged', () => {
    expect(groups('tag:team')).toEqual(['platform: 51.9 (1, 0)', '(untagged): 10.03 (1, 0)', 'security: 7.3 (1, 1)']);
  });

  test('by service, Region and type', () => {
    expect(groups('service')).toEqual([
      '(nat-gateway): 33.3 (0, 0)',
      'ssm: 18.6 (1, 0)',
      '(unknown): 15.33 (2, 1)',
      '(transit-gateway): 2 (0, 0)',
    ]);
    expect(groups('region')).toEqual(['us-east-1: 61.2 (2, 1)', 'eu-west-1: 8.03 (1, 0)']);
    expect(groups('type')).toEqual([
      'Interface: 33.93 (3, 1)',
      'nat-gateway: 33.3 (0, 0)',
      'transit-gateway: 2 (0, 0)',
    ]);
  });

  test('by client VPC an endpoint is shared by the bytes of its clients', () => {
    expect(groups('client-vpc')).toEqual(['app: 39.95 (1, 0)', 'hub: 21.25 (2, 1)', '(unknown): 8.03 (1, 0)']);
  });

  test.each([
    'vpc',
    'account',
    'service',
    'region',
    'type',
    'client-vpc',
    'client-account',
    'tag:team',
    'tag:none',
    'tag:constructor',
    'tag:__proto__',
  ] as const)('the groups of %s add up to the total', (key) => {
    const parts = attribute(network, key);
    expect(sum(parts.map((group) => group.monthly.knownPart)).toFixed()).toBe(
      network.totals.monthly.knownPart.toFixed(),
    );
    expect(parts.reduce((count, group) => count + group.monthly.leftOut, 0)).toBe(network.totals.monthly.leftOut);
  });

  test('keys people type', () => {
    expect(parseGroupKey('client-account')).toBe('client-account');
    expect(parseGroupKey('tag:Cost Center')).toBe('tag:Cost Center');
    for (const wrong of ['', 'VPC', 'tag:', 'tags:team', '__proto__']) {
      expect(() => parseGroupKey(wrong)).toThrow(TollgateError);
    }
  });
});
