import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const vpcsNamed = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const lines = (dns: object) => linesOf(estimateOf({ dns }), 'route53');

describe('route53 hosted zones', () => {
  test('only added zones cost; a name twice is two zones', () => {
    const service = 'com.amazonaws.us-east-1.ssm';
    const result = estimateOf({
      dns: {
        hostedZones: [{ service, added: true, vpcs: ['a', 'b'] }, { service, added: true }, { name: 'old.internal' }],
      },
    });
    expect(linesOf(result, 'route53')).toMatchObject([
      { of: service, unit: 'zone-months', quantity: '1', monthly: '0.5' },
      { of: `${service} (2)`, monthly: '0.5' },
    ]);
    expect(findingsOf(result)).toEqual(['TG1453 route53']);
  });

  test('existing zones fill the first tier, and added ones share their tiered price', () => {
    const existing = Array.from({ length: 24 }, () => ({}));
    const added = Array.from({ length: 3 }, (_, index) => ({ name: `z${index}`, added: true }));
    expect(lines({ hostedZones: [...existing, ...added] }).map((line) => line.monthly)).toEqual([
      '0.2333333334',
      '0.2333333333',
      '0.2333333333',
    ]);
  });

  test('existing zones alone have no line', () => {
    expect(lines({ hostedZones: [{ name: 'old' }] })).toEqual([]);
  });

  test('the price is found from an endpoint where the topology names no Region, and unknown without any', () => {
    const hostedZones = [{ name: 'z', added: true }];
    const endpoints = [{ id: 'a', type: 'Interface' as const, region: 'eu-west-1', azs: [] }];
    const found = estimateOf({ region: undefined, endpoints, dns: { hostedZones } });
    expect(linesOf(found, 'route53')).toMatchObject([{ monthly: '0.5' }]);
    const nowhere = estimateOf({ region: undefined, dns: { hostedZones } });
    expect(linesOf(nowhere, 'route53')).toMatchObject([{ status: 'price-unknown', quantity: '1' }]);
  });
});

describe('route53 profiles', () => {
  const profile = (id: string, vpcs: number, added: boolean) => ({ id, vpcs: vpcsNamed(vpcs, id), added });

  test("the account's fee covers 100 associations and is shared among added profiles", () => {
    expect(lines({ profiles: [profile('p', 100, true)] })).toEqual([
      {
        of: 'p',
        status: 'priced',
        unit: 'hours',
        quantity: '730',
        display: 'share of 1 account x 730 h',
        unitPrice: '0.75',
        monthly: '547.5',
      },
    ]);
    const two = lines({ profiles: [profile('p', 3, true), profile('q', 2, true)] });
    expect(two.map((line) => line.monthly)).toEqual(['273.75', '273.75']);
  });

  test('further associations cost by the hour, shared by their number', () => {
    const result = lines({ profiles: [profile('p', 90, true), profile('q', 30, true)] });
    expect(result.filter((line) => line.unit === 'association-hours')).toMatchObject([
      { of: 'p', quantity: '10950', monthly: '15.33' },
      { of: 'q', quantity: '3650', monthly: '5.11' },
    ]);
  });

  test('where a profile exists the fee is paid and its associations count first', () => {
    const result = estimateOf({ dns: { profiles: [profile('old', 95, false), profile('new', 10, true)] } });
    expect(linesOf(result, 'route53')).toMatchObject([
      { of: 'new', unit: 'association-hours', quantity: '3650', monthly: '5.11' },
    ]);
    expect(findingsOf(result)).toEqual(['TG1453 old']);
  });
});
