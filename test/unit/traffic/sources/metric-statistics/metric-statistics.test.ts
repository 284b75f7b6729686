import { describe, expect, test } from 'vitest';
import { metricStatistics } from '../../../../../src/traffic/sources/metric-statistics/index.ts';
import { sample } from '../../../../support/samples.ts';
import { fileOf } from '../../../../support/traffic-files.ts';

const targets = [{ id: 'aws_vpc_endpoint.ssm', awsId: 'vpce-0a', type: 'Interface' }];
const points = (...values: readonly [minute: number, bytes: number][]): string =>
  JSON.stringify({
    Label: 'BytesProcessed',
    Datapoints: values.map(([minute, Sum]) => ({
      Timestamp: new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString(),
      Sum,
    })),
  });
const read = (...files: readonly [name: string, content: string | Uint8Array][]) =>
  metricStatistics.read(
    files.map(([name, content]) => ({ ...fileOf(name, ''), read: async () => Buffer.from(content) })),
    targets,
  );

describe('recorded answers as traffic', () => {
  test('pages of one endpoint are one series; a point told twice counts once', async () => {
    // 3 x 2^30 bytes in 24 hours are 3 GB x 730 / 24 a month; the busiest five minutes carry 2^31 bytes.
    const { profile, findings } = await read(
      ['out/vpce-0a.page-1.json', points([0, 2 ** 30], [5, 2 ** 31])],
      ['out/vpce-0a.page-2.json', points([5, 2 ** 31], [1435, 0])],
    );
    expect(findings).toEqual([]);
    const traffic = profile.get('aws_vpc_endpoint.ssm');
    expect(traffic?.monthlyGb.toFixed()).toBe('91.25');
    expect(traffic?.peakGbps?.toNumber()).toBeCloseTo((2 ** 31 * 8) / 300 / 1e9, 12);
    expect(traffic?.provenance).toMatchObject({ source: 'metric-statistics', samples: 3 });
  });

  test.each([
    ['of two subnets', points([0, 100], [5, 100]), points([0, 300], [5, 300])],
    ['at two periods', points([0, 60], [60, 60], [120, 60]), points([1, 1], [2, 1])],
  ])('series %s under one name are refused', async (_what, one, two) => {
    await expect(read(['vpce-0a-a.json', one], ['vpce-0a-b.json', two])).rejects.toMatchObject({ code: 'TG1005' });
  });

  test('less than a day tells nothing of a month: the usage stays unknown', async () => {
    const { profile, findings } = await read(['vpce-0a.json', points([0, 2 ** 30], [60, 2 ** 30])]);
    expect(profile.size).toBe(0);
    expect(findings).toMatchObject([{ code: 'TG1207', message: expect.stringContaining('120 minutes') }]);
  });

  test('a recording of another metric is read, said and passed over', async () => {
    const recording = sample('metrics/recorded-active-connections.json');
    const { profile, findings } = await read(['vpce-0a.json', recording]);
    expect(profile.size).toBe(0);
    expect(findings).toMatchObject([{ code: 'TG1207', message: expect.stringContaining('Sum of active_connections') }]);
  });
});
