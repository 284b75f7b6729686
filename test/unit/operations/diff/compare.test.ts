import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../../src/report/build-report.ts';
import { diffDocumentSchema } from '../../../../src/report/diff-document.ts';
import { changesOf, diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';
import { estimateOf } from '../../../support/estimating.ts';

const codes = ({ diff }: Awaited<ReturnType<typeof diffOf>>) =>
  diff.findings.map((each) => `${each.code} ${each.subject}`);

describe('deltas', () => {
  test('an addition on top of 1.2 PB costs the second tier, and nobody else pays for it', async () => {
    const big = endpoint('big', 2, '1258291.2');
    const result = await diffOf({ endpoints: [big] }, { endpoints: [big, endpoint('new', 1, 1000)] });
    expect(changesOf(result)).toEqual({ new: ['added', '13.30'] });
    expect(result.diff.delta).toMatchObject({ monthly: '13.30', baseline: '7.30', usage: '6.00' });
    expect(result.diff.unchanged).toBe(1);
  });

  test('an addition across the bound of the first tier costs part of each', async () => {
    const near = endpoint('near', 1, '1048076');
    const result = await diffOf({ endpoints: [near] }, { endpoints: [near, endpoint('new', 1, 1000)] });
    // 500 GB x 0.01 + 500 GB x 0.006 = 8.00, and 7.30 hours
    expect(changesOf(result)).toEqual({ new: ['added', '15.30'] });
  });

  test('the pool baseline fills the lower tiers first', async () => {
    const pool = { 'us-east-1': { interfaceEndpointGb: '2000000' } };
    const result = await diffOf({ endpoints: [], pool }, { endpoints: [endpoint('new', 1, 1000)], pool });
    expect(changesOf(result)).toEqual({ new: ['added', '13.30'] });
  });

  test('bytes that move between endpoints cancel out at the price of the next GB', async () => {
    const result = await diffOf(
      { endpoints: [endpoint('a', 1, 3000), endpoint('b', 1, 1000)] },
      { endpoints: [endpoint('a', 1, 1000), endpoint('b', 1, 3000)] },
    );
    expect(changesOf(result)).toEqual({ a: ['changed', '-20.00'], b: ['changed', '20.00'] });
    expect(result.diff.delta.monthly).toBe('0.00');
  });

  test('one zone less is 7.30, with the headroom before and after', async () => {
    const traffic = { monthlyGb: '1000', peakGbps: '186' };
    const result = await diffOf(
      { endpoints: [endpoint('a', 3, 0, { traffic })] },
      { endpoints: [endpoint('a', 2, 0, { traffic })] },
    );
    expect(changesOf(result)).toEqual({ a: ['changed', '-7.30'] });
    expect(result.diff.changes[0]?.headroom).toEqual({
      base: { peakUtilisation: 0.62, level: 'watch', n1Utilisation: 0.93, n1Holds: true },
      head: { peakUtilisation: 0.93, level: 'critical', n1Utilisation: 1.86, n1Holds: false },
    });
    expect(codes(result)).toEqual(['TG5053 a']);
  });

  test('hours and months go together: 730 hours', async () => {
    const { diff } = await diffOf({ endpoints: [] }, { endpoints: [endpoint('a', 3, 0)] });
    expect(diff.delta).toMatchObject({ monthly: '21.90', hourly: '0.03', percent: null });
    expect(diff.changes[0]?.delta).toEqual({ monthly: '21.90', hourly: '0.03' });
  });

  test('the document fits its schema', async () => {
    const { diff } = await diffOf(
      { endpoints: [endpoint('a', 3)] },
      { endpoints: [endpoint('a', 2, 5), endpoint('b', 1)] },
    );
    expect(diffDocumentSchema.parse(diff)).toEqual(diff);
  });
});

describe('what is unknown', () => {
  test('newly, is listed and left out of the delta', async () => {
    const result = await diffOf(
      { endpoints: [endpoint('a', 1, 1000), endpoint('b', 1)] },
      { endpoints: [endpoint('a', 1), endpoint('b', 1), endpoint('c', 1)] },
    );
    expect(result.diff.newlyUnknown).toEqual([
      { id: 'a', charge: 'data-processed', status: 'usage-unknown' },
      { id: 'c', charge: 'data-processed', status: 'usage-unknown' },
    ]);
    expect(codes(result)).toEqual(['TG5051 c', 'TG5056 a', 'TG5056 c']);
    expect(changesOf(result)).toEqual({ a: ['changed', '-10.00'], c: ['added', '7.30'] });
  });

  test('zones that become unknown are not zero zones', async () => {
    const { azs: _, ...unknown } = endpoint('a', 2, 0);
    const result = await diffOf({ endpoints: [endpoint('a', 2, 0)] }, { endpoints: [unknown] });
    expect(result.diff.newlyUnknown).toContainEqual({ id: 'a', charge: 'endpoint-hours', status: 'usage-unknown' });
    expect(result.diff.changes[0]?.head).not.toHaveProperty('azCount');
  });
});

describe('resilience', () => {
  test('an endpoint that falls to one zone is named, one that had one already is not', async () => {
    const result = await diffOf(
      { endpoints: [endpoint('a', 2, 0), endpoint('b', 1, 0)] },
      { endpoints: [endpoint('a', 1, 0), endpoint('b', 1, 5)] },
    );
    expect(codes(result)).toEqual(['TG5051 a']);
  });

  test('the loss of a zone is no longer borne, or not from the start; what base does not tell is not told as new', async () => {
    const busy = (zones: number, monthlyGb = '0') =>
      endpoint('a', zones, 0, { traffic: { peakGbps: '150', monthlyGb } });
    const told = async (base: Parameters<typeof diffOf>[0], head: Parameters<typeof diffOf>[0]) =>
      (await diffOf(base, head)).diff.findings.filter((each) => each.code === 'TG5053').map((each) => each.message);
    const two = { endpoints: [busy(2)] };
    // One zone left of two: 150 of 100 Gbps.
    expect(await told({ endpoints: [busy(3)] }, two)).toEqual([expect.stringMatching(/^a no longer bears .* 150 %/)]);
    expect(await told({ endpoints: [] }, two)).toEqual([expect.stringMatching(/^a does not bear /)]);
    const saved = { name: 's', estimate: (await diffOf(two, two)).parts[0]?.head.document } as Parameters<
      typeof diffOf
    >[0];
    expect(await told(saved, { endpoints: [busy(2, '9')] })).toEqual([]);
  });

  test('another zone of the same number is a change without money; a placeholder is not', async () => {
    const base = { endpoints: [endpoint('a', 2, 0)] };
    const moved = await diffOf(base, { endpoints: [endpoint('a', 2, 0, { azs: ['us-east-1a', 'us-east-1d'] })] });
    expect(changesOf(moved)).toEqual({ a: ['changed', '0.00'] });
    const placeholder = await diffOf(base, {
      endpoints: [endpoint('a', 2, 0, { azs: ['us-east-1a', 'zone:subnet-1'] })],
    });
    expect(changesOf(placeholder)).toEqual({});
  });
});

describe('saved estimates', () => {
  const saved = (part: Parameters<typeof estimateOf>[0]) => ({
    name: 'saved.json',
    estimate: buildReport(estimateOf(part), 'pricing-cache'),
  });

  test('give the same deltas as the networks they came from', async () => {
    const base = { endpoints: [endpoint('a', 3, 1000), endpoint('b', 2)] };
    const head = { endpoints: [endpoint('a', 2, 1000), endpoint('c', 2, 5)] };
    const networks = await diffOf(base, head);
    const estimates = await diffOf(saved(base), saved(head));
    const strip = ({ diff }: typeof networks) => ({
      ...diff,
      base: { ...diff.base, source: '' },
      head: { ...diff.head, source: '' },
    });
    expect(strip(estimates)).toEqual(strip(networks));
  });

  test('with other prices say so, and the deltas still add up to the total', async () => {
    const base = { endpoints: [endpoint('a', 1, 1000), endpoint('b', 1, 3000)] };
    const old = saved(base);
    const dearer = {
      ...old,
      estimate: {
        ...old.estimate,
        rates: { ...old.estimate.rates, version: '2020' },
        pools: old.estimate.pools.map((pool) => ({ ...pool, monthly: '80.00' })),
        totals: { ...old.estimate.totals, monthly: '94.60', usage: '80.00' },
        endpoints: old.estimate.endpoints.map((each) => ({
          ...each,
          lines: each.lines.map((line) =>
            line.charge === 'data-processed' ? { ...line, monthly: each.id === 'a' ? '20.00' : '60.00' } : line,
          ),
        })),
      },
    };
    const result = await diffOf(dearer, base);
    expect(codes(result)).toEqual(['TG5058 diff']);
    expect(changesOf(result)).toEqual({ a: ['changed', '-10.00'], b: ['changed', '-30.00'] });
    expect(result.diff.delta.monthly).toBe('-40.00');
  });

  test('in another currency or for another month are refused', async () => {
    const head = saved({ endpoints: [endpoint('a', 1, 0)] });
    const china = saved({ region: 'cn-north-1', endpoints: [{ ...endpoint('a', 1, 0), azs: ['cn-north-1a'] }] });
    await expect(diffOf(china, head)).rejects.toMatchObject({ code: 'TG5001' });
    const february = { ...head, estimate: { ...head.estimate, hoursPerMonth: '672' } };
    await expect(diffOf(february, head)).rejects.toMatchObject({ code: 'TG5002' });
  });

  test('in other Regions are compared, with a word of warning', async () => {
    const east = { endpoints: [endpoint('a', 1, 0)] };
    const west = {
      region: 'eu-west-1',
      endpoints: [{ ...endpoint('a', 1, 0), id: 'b', service: 'com.amazonaws.eu-west-1.a', azs: ['eu-west-1a'] }],
    };
    const result = await diffOf(east, west);
    expect(codes(result)).toContain('TG5050 diff');
    expect(changesOf(result)).toEqual({ a: ['removed', '-7.30'], b: ['added', '8.03'] });
  });
});

test('5,000 endpoints against 5,000 others add up', async () => {
  const many = (prefix: string, zones: number) =>
    Array.from({ length: 5000 }, (_, index) => endpoint(`${prefix}${index}`, zones, index));
  const { diff } = await diffOf({ endpoints: many('a', 3) }, { endpoints: many('b', 2) });
  expect(diff.changes).toHaveLength(10_000);
  expect(diff.delta.monthly).toBe('-36500.00');
});
