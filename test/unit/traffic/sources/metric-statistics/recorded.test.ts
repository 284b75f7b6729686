import { describe, expect, test } from 'vitest';
import { recordedPoints } from '../../../../../src/traffic/sources/metric-statistics/recorded.ts';
import { sample } from '../../../../support/samples.ts';

const point = (Timestamp: string, more: Record<string, number>) => ({ Timestamp, ...more, Unit: 'Bytes' });

describe('recorded answers of GetMetricStatistics', () => {
  test('a recording is read as recorded: its time in parts, its statistic named', () => {
    const recording: unknown = JSON.parse(sample('metrics/recorded-active-connections.json').toString('utf8'));
    expect(recordedPoints(recording, 'recording.json')).toEqual({
      column: 'active_connections',
      statistic: 'Sum',
      starts: [Date.UTC(2026, 2, 9, 17, 41) / 1000],
      values: [311],
    });
  });

  test('what the AWS CLI prints: any order, the statistic of a scan first', () => {
    const answer = {
      Label: 'BytesProcessed',
      Datapoints: [
        point('2026-11-01T00:05:00+00:00', { Average: 5, Sum: 50 }),
        point('2026-11-01T00:00:00Z', { Average: 1, Sum: 10 }),
      ],
    };
    const start = Date.UTC(2026, 10, 1) / 1000;
    expect(recordedPoints(answer, 'cli.json')).toEqual({
      column: 'bytes',
      statistic: 'Sum',
      starts: [start, start + 300],
      values: [10, 50],
    });
  });

  test.each([
    ['another answer', { Metrics: [] }],
    ['a metric of another service', { Label: 'CPUUtilization', Datapoints: [] }],
    ['points without any value', { Label: 'BytesProcessed', Datapoints: [point('2026-11-01T00:00:00Z', {})] }],
    ['a time that is none', { Label: 'BytesProcessed', Datapoints: [point('yesterday', { Sum: 1 })] }],
    [
      'parts out of range',
      {
        Label: 'BytesProcessed',
        Datapoints: [
          {
            Timestamp: { __class__: 'datetime', year: 2026, month: 13, day: 1, hour: 0, minute: 0, second: 0 },
            Sum: 1,
          },
        ],
      },
    ],
    ['nothing', null],
  ])('%s is refused', (_what, answer) => {
    expect(() => recordedPoints(answer, 'x.json')).toThrowError(expect.objectContaining({ code: 'TG1005' }));
  });
});
