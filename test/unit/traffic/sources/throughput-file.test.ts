import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadTraffic } from '../../../../src/operations/inputs/load-traffic.ts';
import { trafficFile } from '../../../../src/operations/inputs/traffic-file.ts';
import { errorFrom } from '../../../support/expect-error.ts';
import { fileOf, HEADER, networkOf, plain, readRows } from '../../../support/traffic-files.ts';

const GB = 2 ** 30;
const network = networkOf({ id: 'a' }, { id: 'b' });
const neverRead = async (): Promise<Uint8Array> => {
  throw new Error('a file on disk is read where it is');
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollgate-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('bytes become a month of 730 hours', () => {
  test('2 GB in two zones over one hour are 1460 GB a month; peaks are of one instant, all zones together', async () => {
    const rows = [
      `a,use1-az1,2026-01-01T00:00:00Z,60,${GB}`,
      `a,use1-az2,2026-01-01T00:00:00Z,60,${GB / 2}`,
      `a,use1-az2,2026-01-01T00:59:00Z,60,${GB / 2}`,
    ];
    const { profile, findings } = await readRows(rows, network);
    expect(findings).toEqual([]);
    expect(plain(profile.get('a'))).toEqual({
      gb: '1460',
      zones: { 'use1-az1': '730', 'use1-az2': '730' },
      peak: (GB * 1.5 * 8) / 60 / 1e9,
      zonePeaks: { 'use1-az1': (GB * 8) / 60 / 1e9, 'use1-az2': (GB * 4) / 60 / 1e9 },
      provenance: {
        source: 'throughput-file',
        from: 'traffic.csv',
        window: { start: '2026-01-01T00:00:00.000Z', end: '2026-01-01T01:00:00.000Z' },
        samples: 3,
        gaps: 117,
      },
    });
  });

  test('the window is the span of the whole file, not of one endpoint', async () => {
    const rows = [`a,use1-az1,2026-01-01T00:00:00Z,3600,${GB}`, `b,use1-az1,2026-01-01T09:00:00Z,3600,${GB}`];
    const { profile } = await readRows(rows, network);
    expect([plain(profile.get('a'))?.gb, plain(profile.get('b'))?.gb]).toEqual(['73', '73']);
  });

  test('an endpoint that lived in a part of it has that part', async () => {
    const rows = [`a,use1-az1,2026-01-01T00:00:00Z,3600,${GB}`, `b,use1-az1,2026-01-01T09:00:00Z,3600,${GB}`];
    const born = networkOf(
      { id: 'a', deletedAt: '2026-01-01T02:00:00Z' },
      { id: 'b', createdAt: '2026-01-01T05:00:00Z' },
    );
    const { profile } = await readRows(rows, born);
    expect([plain(profile.get('a'))?.gb, plain(profile.get('b'))?.gb]).toEqual(['365', '146']);
  });

  test('a row outside the dates of an endpoint proves them wrong', async () => {
    const rows = [`a,use1-az1,2026-01-01T00:00:00Z,3600,${GB}`, `a,use1-az1,2026-01-01T09:00:00Z,3600,${GB}`];
    const { profile } = await readRows(rows, networkOf({ id: 'a', createdAt: '2026-01-01T08:00:00Z' }));
    expect(plain(profile.get('a'))?.gb).toBe('146');
  });

  test('the peak is taken from the finest period', async () => {
    const rows = [`a,use1-az1,2026-01-01T00:00:00Z,300,${GB * 100}`, `a,use1-az1,2026-01-01T01:00:00Z,60,${GB}`];
    const { profile } = await readRows(rows, network);
    expect(plain(profile.get('a'))?.peak).toBe((GB * 8) / 60 / 1e9);
  });

  test('bytes beyond what a number holds add up exactly', async () => {
    const rows = Array.from(
      { length: 4 },
      (_, index) => `a,use1-az1,2026-01-01T0${index}:00:00Z,3600,999999999999999999`,
    );
    const { profile } = await readRows(rows, network);
    expect(profile.get('a')?.monthlyGb.times(GB).times(4).div(730).toFixed(0)).toBe('3999999999999999996');
  });
});

describe('no row', () => {
  const rows = [`a,use1-az1,2026-01-01T00:00:00Z,3600,${GB}`];

  test('of an endpoint known to live in the window is no traffic', async () => {
    const { profile } = await readRows(rows, networkOf({ id: 'a' }, { id: 'b', createdAt: '2025-06-01T00:00:00Z' }));
    expect(plain(profile.get('b'))).toMatchObject({ gb: '0', peak: 0, provenance: { samples: 0, gaps: 0 } });
  });

  test.each([
    ['of an endpoint that may not exist yet', {}],
    ['of one made after the window', { createdAt: '2027-01-01T00:00:00Z' }],
    ['of one whose creation cannot be read', { createdAt: 'yesterday' }],
  ])('%s leaves its usage unknown', async (_, more) => {
    const { profile } = await readRows(rows, networkOf({ id: 'b', ...more }));
    expect(profile.has('b')).toBe(false);
  });

  test('at all tells nothing', async () => {
    expect((await readRows([], networkOf({ id: 'a', createdAt: '2025-01-01T00:00:00Z' }))).profile.size).toBe(0);
  });
});

describe('rows that are rejected are counted by reason (TG1205)', () => {
  const good = `a,use1-az1,2026-01-01T00:00:00Z,3600,${GB}`;
  test.each([
    ['negative bytes', 'a,use1-az1,2026-01-01T01:00:00Z,60,-5', 'bytes'],
    ['bytes with an exponent', 'a,use1-az1,2026-01-01T01:00:00Z,60,1e9', 'bytes'],
    ['bytes that are no number', 'a,use1-az1,2026-01-01T01:00:00Z,60,NaN', 'bytes'],
    ['bytes without end', 'a,use1-az1,2026-01-01T01:00:00Z,60,99999999999999999999', 'bytes'],
    ['no bytes', 'a,use1-az1,2026-01-01T01:00:00Z,60,', 'bytes'],
    ['no id', ',use1-az1,2026-01-01T01:00:00Z,60,5', 'endpoint id'],
    ['no zone', 'a, ,2026-01-01T01:00:00Z,60,5', 'zone'],
    ['a bad time', 'a,use1-az1,soon,60,5', 'RFC 3339'],
    ['a time of 1970', 'a,use1-az1,1970-01-01T01:00:00Z,60,5', 'RFC 3339'],
    ['a time without end', 'a,use1-az1,infinity,60,5', 'RFC 3339'],
    ['no period', 'a,use1-az1,2026-01-01T01:00:00Z,0,5', 'period'],
    ['a negative period', 'a,use1-az1,2026-01-01T01:00:00Z,-60,5', 'period'],
    ['a period of years', 'a,use1-az1,2026-01-01T01:00:00Z,99999999,5', 'period'],
    ['too few columns', 'a,use1-az1', 'columns'],
    ['too many columns', 'a,use1-az1,2026-01-01T01:00:00Z,60,5,6', 'columns'],
    ['an open quote', '"a,use1-az1,2026-01-01T01:00:00Z,60,5', 'columns'],
  ])('%s', async (_, bad, reason) => {
    const { profile, findings } = await readRows([good, bad], network);
    expect(plain(profile.get('a'))?.gb).toBe('730');
    expect(findings.map((each) => [each.code, each.subject])).toEqual([['TG1205', 'traffic.csv']]);
    expect(findings[0]?.message).toMatch(new RegExp(`^1 row was rejected: .*${reason}`));
  });

  test('of rows with one endpoint, zone and start the finest, then the largest is kept', async () => {
    const rows = [60, 3600, 3600].map((period, index) => `a,use1-az1,2026-01-01T00:00:00Z,${period},${index + 1}`);
    const { profile, findings } = await readRows([...rows, 'a,use1-az1,2026-01-01T00:59:00Z,60,0'], network);
    expect(profile.get('a')?.monthlyGb.times(GB).div(730).toFixed()).toBe('1');
    expect(findings[0]?.message).toMatch(/^2 rows were rejected: another row has the same endpoint/);
  });

  test('local times without a zone are UTC, others are turned to it', async () => {
    const rows = ['2026-01-01T00:00:00', '2026-01-01T02:00:00+01:00', '2026-01-01 02:00:00Z'].map(
      (start) => `a,use1-az1,${start},3600,1`,
    );
    const { profile, findings } = await readRows(rows, network);
    expect(findings.map((each) => [each.code, each.message])).toEqual([
      ['TG3076', 'The time of 1 row names no offset from UTC and counts as UTC.'],
    ]);
    expect(profile.get('a')?.provenance.window).toEqual({
      start: '2026-01-01T00:00:00.000Z',
      end: '2026-01-01T03:00:00.000Z',
    });
  });
});

test('endpoints that are not in the network are reported with their rows (TG1204)', async () => {
  const rows = ['z,use1-az1', 'z,use1-az2', 'a,use1-az1'].map((start) => `${start},2026-01-01T00:00:00Z,3600,1`);
  const { profile, findings } = await readRows(rows, network);
  expect([...profile.keys()]).toEqual(['a']);
  expect(findings.map((each) => [each.code, each.subject])).toEqual([['TG1204', 'z']]);
  expect(findings[0]?.message).toContain('2 rows');
});

test('an endpoint is found by its address and its AWS id too', async () => {
  const rows = ['aws_vpc_endpoint.a', 'vpce-1'].map((id) => `${id},use1-az1,2026-01-01T00:00:00Z,3600,1`);
  const topology = networkOf({ id: 'x', address: 'aws_vpc_endpoint.a' }, { id: 'y', awsId: 'vpce-1' });
  const { profile, findings } = await readRows(rows, topology);
  expect([[...profile.keys()], findings]).toEqual([['x', 'y'], []]);
});

describe('files', () => {
  test('a path with quotes and glob characters means that one file', async () => {
    const path = join(folder, "it's [odd] *.csv");
    await writeFile(path, `${HEADER}\na,use1-az1,2026-01-01T00:00:00Z,3600,${GB}\n`);
    await writeFile(join(folder, "it's o other.csv"), `${HEADER}\na,use1-az1,2026-01-01T01:00:00Z,3600,${GB}\n`);
    const { profile } = await loadTraffic({ files: [trafficFile(path, neverRead)] }, network);
    expect(profile.get('a')?.provenance.samples).toBe(1);
  });

  test('several are one history', async () => {
    const month = (day: string) => fileOf(`${day}.csv`, `${HEADER}\na,use1-az1,${day}T00:00:00Z,3600,${GB}\n`);
    const { profile } = await loadTraffic({ files: [month('2026-01-01'), month('2026-01-02')] }, network);
    expect(plain(profile.get('a'))).toMatchObject({
      gb: '58.4',
      provenance: { from: '2026-01-01.csv, 2026-01-02.csv' },
    });
  });

  test('Parquet and CSV of the same rows are the same traffic', async () => {
    const path = join(folder, 'rows.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 'a' AS endpoint_id, 'use1-az' || (i % 3) AS az, TIMESTAMPTZ '2026-01-01 00:00:00Z' + to_minutes(i // 3) AS start,
        60 AS period_seconds, (i * 1000003)::BIGINT AS bytes FROM range(600) r(i)) TO '${path}'`,
    );
    connection.closeSync();
    instance.closeSync();
    const rows = Array.from({ length: 600 }, (_, i) => {
      const start = new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 3) * 60_000).toISOString();
      return `a,use1-az${i % 3},${start},60,${i * 1_000_003}`;
    });
    const parquet = await loadTraffic({ files: [trafficFile(path, neverRead)] }, network);
    const csv = await readRows(rows, network);
    const { provenance: first, ...left } = plain(parquet.profile.get('a')) ?? { provenance: undefined };
    const { provenance: second, ...right } = plain(csv.profile.get('a')) ?? { provenance: undefined };
    expect(left).toEqual(right);
    expect({ ...first, from: '' }).toEqual({ ...second, from: '' });
  });

  test('extra columns, quoted names, another order, CRLF and a byte order mark are read', async () => {
    const content =
      '\ufeff"bytes",note,az,endpoint_id,period_seconds,start\r\n1073741824,x,use1-az1,a,3600,2026-01-01T00:00:00Z\r\n';
    const { profile } = await loadTraffic({ files: [fileOf('t.csv', content)] }, network);
    expect(plain(profile.get('a'))?.gb).toBe('730');
  });

  test.each([
    ['an empty file', '', 'TG1001'],
    ['another header', 'a,b\n1,2\n', 'TG1005'],
    ['no header', 'x'.repeat(70_000), 'TG1005'],
    ['a broken Parquet file', 'PAR1 and no more', 'TG1005'],
  ])('%s is refused', async (_, content, code) => {
    expect((await errorFrom(() => loadTraffic({ files: [fileOf('t.csv', content)] }, network))).code).toBe(code);
  });

  test('a file that is not there (TG1007), or of no known kind (TG1004)', async () => {
    const gone = trafficFile(join(folder, 'gone.csv'), neverRead);
    expect((await errorFrom(() => loadTraffic({ files: [gone] }, network))).code).toBe('TG1007');
    expect((await errorFrom(() => loadTraffic({ files: [fileOf('t.xlsx', '')] }, network))).code).toBe('TG1004');
  });
});

test('measured bytes win over the usage file, endpoint by endpoint', async () => {
  const usageFile = fileOf(
    'u.yml',
    'version: 0.1\nresource_type_default_usage: { aws_vpc_endpoint: { monthly_data_processed_gb: 9 } }',
  );
  const files = [fileOf('t.csv', `${HEADER}\na,use1-az1,2026-01-01T00:00:00Z,3600,${GB}\n`)];
  const { profile } = await loadTraffic({ usageFile, files }, network);
  expect([plain(profile.get('a'))?.gb, plain(profile.get('b'))?.gb]).toEqual(['730', '9']);
});
