import { describe, expect, test } from 'vitest';
import { FindingLog } from '../../../../../src/core/finding.ts';
import { type SeriesQuery, seriesQueries } from '../../../../../src/traffic/sources/cloudwatch/queries.ts';
import { SplitCheck } from '../../../../../src/traffic/sources/cloudwatch/split-check.ts';

const HOUR = 3600;
const NOW = Date.UTC(2026, 10, 23) / 1000;
const START = NOW - 10 * HOUR;

const queries = seriesQueries(
  [
    {
      id: 'vpce-1',
      kind: 'endpoint',
      type: 'Interface',
      service: 'ssm',
      vpc: 'vpc-1',
      zones: [
        { az: 'use1-az1', dimension: 'subnet-1' },
        { az: 'use1-az2', dimension: 'subnet-2' },
      ],
      spans: [[START, NOW]],
    },
  ],
  NOW,
).filter((query) => query.column === 'bytes');

const [first, second, whole] = queries as [SeriesQuery, SeriesQuery, SeriesQuery];

function report(fill: (check: SplitCheck) => void): readonly string[] {
  const check = new SplitCheck();
  for (const query of queries) check.restart(query);
  fill(check);
  const findings = new FindingLog();
  check.report(findings);
  return findings.findings.map(({ code, subject, message }) => `${code} ${subject}: ${message}`);
}

describe('zones against the whole', () => {
  test('equal sums say nothing; bytes outside the full hours do not count on either side', () => {
    const quiet = report((check) => {
      check.add(first, [START, START + 60], [40, 20]);
      check.add(second, [START, whole.band.end], [40, 999]);
      check.add(whole, [START], [100]);
    });
    expect(quiet).toEqual([]);
  });

  test('a zone that is missing is told as a share', () => {
    expect(
      report((check) => {
        check.add(first, [START], [75]);
        check.add(whole, [START], [100]);
      }),
    ).toEqual(['TG2052 vpce-1: The zones of vpce-1 hold -25.0 % other bytes than the endpoint as a whole.']);
  });

  test('bytes that are counted twice are told', () => {
    expect(
      report((check) => {
        check.add(first, [START], [100]);
        check.add(second, [START], [100]);
        check.add(whole, [START], [100]);
      }),
    ).toEqual([expect.stringContaining('hold 100.0 % other bytes')]);
  });

  test('a series that is asked for again starts again', () => {
    expect(
      report((check) => {
        check.add(first, [START], [100]);
        check.add(whole, [START], [100]);
        check.restart(first);
        check.add(first, [START], [100]);
      }),
    ).toEqual([]);
  });

  test('an idle endpoint, or one whose whole was not answered, says nothing', () => {
    expect(report(() => undefined)).toEqual([]);
    expect(report((check) => check.add(first, [START], [100]))).toEqual([]);
  });
});
