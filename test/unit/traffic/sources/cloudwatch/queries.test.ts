import { describe, expect, test } from 'vitest';
import type { MetricTarget } from '../../../../../src/traffic/metric-source.ts';
import { batchesOf } from '../../../../../src/traffic/sources/cloudwatch/batches.ts';
import { checkBand, seriesQueries } from '../../../../../src/traffic/sources/cloudwatch/queries.ts';
import { queryCost } from '../../../../../src/traffic/sources/cloudwatch/query-cost.ts';
import { fc } from '../../../../support/property.ts';

const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 23) / 1000;

const target = (id: string, zones: number, spans: MetricTarget['spans'], more: Partial<MetricTarget> = {}) => ({
  id,
  kind: 'endpoint' as const,
  type: 'Interface',
  service: 'com.amazonaws.us-east-1.ssm',
  vpc: 'vpc-1',
  zones: Array.from({ length: zones }, (_, index) => ({ az: `use1-az${index + 1}`, dimension: `subnet-${index + 1}` })),
  spans,
  ...more,
});

describe('queries', () => {
  test('an endpoint: five metrics by zone with five dimensions, the bytes of the whole with four', () => {
    const queries = seriesQueries([target('vpce-1', 2, [[NOW - 5 * DAY, NOW]])], NOW);
    expect(queries).toHaveLength(2 * 5 + 1);
    const names = (index: number) =>
      queries[index]?.query.MetricStat?.Metric?.Dimensions?.map(({ Name, Value }) => `${Name}=${Value}`);
    expect(names(0)).toEqual([
      'Endpoint Type=Interface',
      'Service Name=com.amazonaws.us-east-1.ssm',
      'Subnet Id=subnet-1',
      'VPC Endpoint Id=vpce-1',
      'VPC Id=vpc-1',
    ]);
    expect(names(10)).toEqual(names(0)?.filter((each) => !each.startsWith('Subnet Id')));
    expect(queries[10]).toMatchObject({ az: undefined, column: 'bytes', band: { periodSeconds: DAY } });
    expect(queries.map((each) => each.query.MetricStat?.Stat)).toEqual([
      ...['Sum', 'Maximum', 'Sum', 'Sum', 'Sum'],
      ...['Sum', 'Maximum', 'Sum', 'Sum', 'Sum'],
      'Sum',
    ]);
  });

  test('a service: four metrics by zone name in the namespace of providers', () => {
    const service = { kind: 'service', zones: [{ az: 'use1-az1', dimension: 'us-east-1a' }] } as const;
    const queries = seriesQueries([target('vpce-svc-1', 1, [[NOW - DAY, NOW]], service)], NOW);
    expect(queries).toHaveLength(4 + 1);
    expect(new Set(queries.map((each) => each.query.MetricStat?.Metric?.Namespace))).toEqual(
      new Set(['AWS/PrivateLinkServices']),
    );
    expect(queries[0]?.query.MetricStat?.Metric?.Dimensions).toEqual([
      { Name: 'Az', Value: 'us-east-1a' },
      { Name: 'Service Id', Value: 'vpce-svc-1' },
    ]);
  });

  test('the check lies inside its band, on full days or hours', () => {
    fc.assert(
      fc.property(fc.nat(20 * DAY), fc.nat(20 * DAY), (start, length) => {
        const check = checkBand({ periodSeconds: 60, start, end: start + length });
        if (!check) {
          expect(length).toBeLessThan(2 * 3600);
          return;
        }
        expect(check.start).toBeGreaterThanOrEqual(start);
        expect(check.end).toBeLessThanOrEqual(start + length);
        expect([check.start % check.periodSeconds, check.end % check.periodSeconds]).toEqual([0, 0]);
      }),
    );
  });
});

describe('batches', () => {
  const spans = fc.array(
    fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 60 })).map(([start, length]): readonly [number, number] => {
      const from = NOW - (start + length) * DAY;
      return [from, from + length * DAY];
    }),
    { minLength: 1, maxLength: 2 },
  );
  const targets = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), spans), { maxLength: 60 })
    .map((items) => items.map(([zones, own], index) => target(`vpce-${index}`, zones, own)));

  test('every query is in one batch, of its own range, and none is over 500', () => {
    fc.assert(
      fc.property(targets, (all) => {
        const queries = seriesQueries(all, NOW);
        const batches = batchesOf(queries);
        expect(new Set(batches.flatMap((batch) => batch.queries))).toEqual(new Set(queries));
        expect(batches.reduce((sum, batch) => sum + batch.queries.length, 0)).toBe(queries.length);
        for (const { start, end, queries: own } of batches) {
          expect(own.length).toBeLessThanOrEqual(500);
          for (const { band } of own) expect([band.start, band.end]).toEqual([start, end]);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('no fewer calls could carry them: one batch at most of each range is not full', () => {
    const queries = seriesQueries(
      Array.from({ length: 300 }, (_, index) => target(`vpce-${index}`, 3, [[NOW - 5 * DAY, NOW]])),
      NOW,
    );
    const ranges = Map.groupBy(batchesOf(queries), ({ start, end }) => `${start} ${end}`);
    for (const batches of ranges.values())
      expect(batches.filter((batch) => batch.queries.length < 500).length).toBeLessThanOrEqual(1);
    expect(batchesOf([])).toEqual([]);
  });
});

test('the cost counts each metric once, at a cent for a thousand', () => {
  const targets = Array.from({ length: 1000 }, (_, index) => target(`vpce-${index}`, 3, [[NOW - 5 * DAY, NOW]]));
  // 1,000 endpoints x (3 zones x 5 metrics + 1 check) = 16,000 metrics.
  expect(queryCost({ targets, now: new Date(NOW * 1000) })).toEqual({ usd: '0.16', metrics: 16_000 });
  expect(queryCost({ targets: [], now: new Date(NOW * 1000) })).toEqual({ usd: '0.00', metrics: 0 });
});
