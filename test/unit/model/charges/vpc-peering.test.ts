import { describe, expect, test } from 'vitest';
import { estimateOf, findingsOf, linesOf } from '../../../support/estimating.ts';

const vpcs = [{ id: 'hub' }, { id: 'app' }, { id: 'far', region: 'sa-east-1' }];
const endpoint = { id: 'ssm', vpc: 'hub', type: 'Interface' as const, azs: ['use1-az1', 'use1-az2'] };
const peerings = [
  { id: 'near', between: ['hub', 'app'] as [string, string] },
  { id: 'wide', between: ['hub', 'far'] as [string, string] },
];

function peered(
  flow: { az?: string; vpc?: string; via?: string; gb?: string },
  more: object = {},
  billingDate?: string,
) {
  const from = { vpc: flow.vpc ?? 'app', ...(flow.az !== undefined && { az: flow.az }) };
  return estimateOf(
    {
      vpcs,
      endpoints: [{ ...endpoint, ...more }],
      connectivity: { peerings },
      flows: [{ from, endpoint: 'ssm', via: flow.via ?? 'near', monthlyGb: flow.gb ?? '100' }],
    },
    { billingDate },
  );
}

describe('vpc-peering', () => {
  test('bytes into another zone are a range from nothing to both directions; the total carries the high end', () => {
    const result = peered({ az: 'use1-az6' });
    expect(linesOf(result, 'vpc-peering')).toEqual([
      {
        of: 'near/app',
        status: 'priced',
        unit: 'GB',
        quantity: '100',
        display: '100 of 100 GB to ssm cross zones',
        unitPrice: '0.02',
        monthly: '2',
        low: '0',
        high: '2',
      },
    ]);
    expect(findingsOf(result)).toContain('TG1450 ssm');
    expect(result.totals.monthly.knownPart.minus(result.totals.low).toFixed()).toBe('2');
  });

  test('from a zone with an interface only the share that round robin sends across is in doubt', () => {
    const [line] = linesOf(peered({ az: 'use1-az1' }), 'vpc-peering');
    expect(line).toMatchObject({ quantity: '50', monthly: '1', low: '0' });
  });

  test('clients that stay in their zone pay nothing', () => {
    const result = peered({ az: 'use1-az1' }, { affinity: 1 });
    expect(linesOf(result, 'vpc-peering')).toMatchObject([{ status: 'free', quantity: '100', monthly: '0' }]);
    expect(findingsOf(result)).not.toContain('TG1450 ssm');
  });

  test('rules of the day: both directions before 2022-04-01, inside a zone too before 2021-05-01', () => {
    const onDay = (day: string) => linesOf(peered({ az: 'use1-az1' }, {}, day), 'vpc-peering')[0];
    expect(onDay('2021-06-01')).toMatchObject({ quantity: '50', monthly: '1' });
    expect(onDay('2021-06-01')?.low).toBeUndefined();
    expect(onDay('2021-04-30')).toMatchObject({ quantity: '100', monthly: '2' });
  });

  test('an endpoint whose zones are not known leaves the fee unknown', () => {
    const result = peered({}, { azs: undefined });
    expect(linesOf(result, 'vpc-peering')).toMatchObject([{ status: 'usage-unknown', unitPrice: '0.02' }]);
  });

  test('between Regions the inter-Region rates apply, as a range where they differ', () => {
    const result = peered({ vpc: 'far', via: 'wide' });
    expect(linesOf(result, 'vpc-peering')).toMatchObject([
      { of: 'wide/far', display: 'sa-east-1 to ssm in us-east-1 and back', low: '2', monthly: '13.8' },
    ]);
    expect(findingsOf(result)).toContain('TG1454 ssm');
  });

  test('nothing is counted twice: the endpoint keeps its GB fee and has no cross-az line', () => {
    const result = peered({ az: 'use1-az6' });
    expect(linesOf(result, 'data-processed')).toMatchObject([{ monthly: '1' }]);
    expect(linesOf(result, 'cross-az')).toEqual([]);
    expect(result.totals.usage.toFixed()).toBe('3');
  });
});
