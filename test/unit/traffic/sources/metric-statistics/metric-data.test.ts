import { describe, expect, test } from 'vitest';
import { metricStatistics } from '../../../../../src/traffic/sources/metric-statistics/index.ts';
import { fileOf } from '../../../../support/traffic-files.ts';

const targets = [{ id: 'hub.ssm', awsId: 'vpce-0a', type: 'Interface' }];
type Point = readonly [hour: number, bytes: number];
const series = (Label: string, points: readonly Point[], more: { Id?: string; StatusCode?: string } = {}) => ({
  Id: 'm1',
  Label,
  StatusCode: 'Complete',
  ...more,
  // CloudWatch answers with the newest first.
  ...(() => {
    const newest = points.toReversed();
    return {
      Timestamps: newest.map(([hour]) => new Date(Date.UTC(2026, 9, 1, hour)).toISOString()),
      Values: newest.map(([, bytes]) => bytes),
    };
  })(),
});
const page = (results: readonly ReturnType<typeof series>[], more = {}) =>
  JSON.stringify({ MetricDataResults: results, Messages: [], ...more });
const read = (...files: readonly string[]) =>
  metricStatistics.read(
    files.map((text, index) => fileOf(`page-${index + 1}.json`, text)),
    targets,
  );

const GIB = 2 ** 30;
/** 3 x 2^30 bytes in 24 hours are 3 GB x 730 / 24 = 91.25 GB a month. */
const WHOLE: readonly Point[] = [
  [0, GIB],
  [1, GIB],
  [23, GIB],
];
const half: readonly Point[] = WHOLE.map(([hour, bytes]) => [hour, bytes / 2]);
const monthly = async (...files: readonly string[]): Promise<string | undefined> =>
  (await read(...files)).profile.get('hub.ssm')?.monthlyGb.toFixed();

describe('answers of GetMetricData as traffic', () => {
  test('a label names the endpoint and the metric; so does a query id', async () => {
    expect(await monthly(page([series('BytesProcessed vpce-0a', WHOLE)]))).toBe('91.25');
    expect(await monthly(page([series('ssm', WHOLE, { Id: 'bytesProcessed_vpce_0a' })]))).toBe('91.25');
  });

  test('subnets add up to the endpoint, and beside the whole they count once', async () => {
    const zones = [series('BytesProcessed vpce-0a subnet-1', half), series('BytesProcessed vpce-0a subnet-2', half)];
    expect(await monthly(page(zones))).toBe('91.25');
    const both = await read(page([series('BytesProcessed vpce-0a', WHOLE), ...zones]));
    expect(both.profile.get('hub.ssm')?.monthlyGb.toFixed()).toBe('91.25');
    expect(both.findings).toEqual([]);
    const torn = await read(page([series('BytesProcessed vpce-0a', WHOLE), ...zones.slice(1)]));
    expect(torn.profile.get('hub.ssm')?.monthlyGb.toFixed()).toBe('91.25');
    expect(torn.findings).toMatchObject([{ code: 'TG2052' }]);
  });

  test('pages are one series, and the last one is asked for', async () => {
    const first = page([series('BytesProcessed vpce-0a', WHOLE.slice(1), { StatusCode: 'PartialData' })], {
      NextToken: 'more',
    });
    const last = page([series('BytesProcessed vpce-0a', WHOLE.slice(0, 2))]);
    expect(await monthly(first, last)).toBe('91.25');
    expect(await monthly(`[${first},${last}]`)).toBe('91.25');
    await expect(read(first)).rejects.toMatchObject({ code: 'TG4075' });
  });

  test.each([
    ['TG2092', series('ssm', WHOLE)],
    ['TG2092', series('vpce-0a', WHOLE)],
    ['TG1207', series('vpce-0a ActiveConnections', WHOLE)],
    ['TG1207', series('BytesProcessed Average vpce-0a', WHOLE)],
    ['TG2053', series('BytesProcessed vpce-0a', [], { StatusCode: 'Forbidden' })],
    ['TG1204', series('BytesProcessed vpce-0b', WHOLE)],
  ])('%s is said of what is not counted', async (code, one) => {
    const { profile, findings } = await read(page([one]));
    expect(profile.size).toBe(0);
    expect(findings).toMatchObject([{ code }]);
  });

  test('two series of one endpoint at two periods, and other documents, are refused', async () => {
    const twice = page([
      series('BytesProcessed vpce-0a', WHOLE),
      series('BytesProcessed vpce-0a', [[0, 3 * GIB]], { Id: 'm2' }),
    ]);
    await expect(read(twice)).rejects.toMatchObject({ code: 'TG1005' });
    await expect(read('{"MetricDataResults":{}}')).rejects.toMatchObject({ code: 'TG1005' });
    await expect(read('{"rows":3}')).rejects.toMatchObject({ code: 'TG1005' });
  });
});
