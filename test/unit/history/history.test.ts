import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWriter } from '../../../src/history/append.ts';
import { compact, expire } from '../../../src/history/compact.ts';
import { listDays, listScopes } from '../../../src/history/list-days.ts';
import { type OpenHistory, withThroughput } from '../../../src/history/open-throughput-view.ts';
import type { MetricColumn } from '../../../src/traffic/metric-source.ts';
import { type StoredRow, storeHistory } from '../../support/store-history.ts';

const SCOPE = { account: '111122223333', region: 'us-east-1' };
const START = Date.UTC(2026, 9, 30) / 1000;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tollgate-history-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const row = (minute: number, bytes: number, more: Partial<StoredRow> = {}): StoredRow => ({
  endpoint: 'vpce-1',
  az: 'use1-az1',
  start: START + minute * 60,
  periodSeconds: 60,
  bytes,
  ...more,
});

const store = (rows: readonly StoredRow[]): Promise<number> => storeHistory(root, SCOPE, rows);

const totals = (window = {}): Promise<{ rows: number; bytes: number; findings: OpenHistory['findings'] }> =>
  withThroughput(root, [SCOPE], window, async ({ connection, findings }) => {
    const result = await connection.runAndReadAll('SELECT count(*), coalesce(sum(bytes), 0) FROM throughput');
    const [rows, bytes] = result.getRows()[0] ?? [];
    return { rows: Number(rows), bytes: Number(bytes), findings };
  });

describe('throughput history', () => {
  test('rows come back whole, over days, and the layout is the Hive one', async () => {
    expect(await store([row(0, 10), row(1439, 20), row(1440, 30)])).toBe(3);
    expect(await totals()).toEqual({ rows: 3, bytes: 60, findings: [] });
    expect(await listScopes(root)).toEqual([SCOPE]);
    expect((await listDays(root, SCOPE)).map((day) => day.day)).toEqual(['2026-10-30', '2026-10-31']);
    expect(await totals({ from: START + 60, to: START + 1440 * 60 })).toMatchObject({ rows: 1, bytes: 20 });
  });

  test('a repeated scan stores nothing twice, a wider one only what is new', async () => {
    await store([row(0, 10), row(1, 20)]);
    expect(await store([row(0, 10), row(1, 20)])).toBe(0);
    expect(await store([row(1, 20), row(2, 30), row(2, 30)])).toBe(1);
    expect(await totals()).toMatchObject({ rows: 3, bytes: 60 });
  });

  test('zones and endpoints of one minute are different rows', async () => {
    await store([row(0, 1), row(0, 2, { az: 'use1-az2' }), row(0, 4, { endpoint: 'vpce-2' })]);
    expect(await totals()).toMatchObject({ rows: 3, bytes: 7 });
  });

  test('compaction leaves one file a day and changes no number; expiry removes whole days', async () => {
    for (const minute of [0, 1, 2, 1440]) await store([row(minute, minute + 1)]);
    const before = await totals();
    expect(await compact(root, SCOPE)).toEqual({ days: 1 });
    expect(await totals()).toEqual(before);
    const [first] = await listDays(root, SCOPE);
    expect(first?.files).toHaveLength(1);
    expect(readdirSync(first?.folder ?? '').filter((name) => name.endsWith('.parquet'))).toHaveLength(1);
    expect(await expire(root, SCOPE, '2026-10-31')).toEqual({ days: 1 });
    expect(await totals()).toMatchObject({ rows: 1, bytes: 1441 });
  });

  test('a reader that opened before a compaction still gets its answer', async () => {
    await store([row(0, 1)]);
    await store([row(1, 2)]);
    let compacted = false;
    const bytes = await withThroughput(root, [SCOPE], {}, async ({ connection }) => {
      if (!compacted) await compact(root, SCOPE);
      compacted = true;
      return Number((await connection.runAndReadAll('SELECT sum(bytes) FROM throughput')).getRows()[0]?.[0]);
    });
    expect(bytes).toBe(3);
  });

  test('a damaged file is named and left out; the others are read', async () => {
    await store([row(0, 1)]);
    await store([row(1, 2)]);
    const [day] = await listDays(root, SCOPE);
    truncateSync(day?.files[0]?.path ?? '', 40);
    const { rows, bytes, findings } = await totals();
    expect({ rows, bytes }).toEqual({ rows: 1, bytes: 2 });
    expect(findings).toMatchObject([{ code: 'TG2150', message: expect.stringContaining('1 rows are left out') }]);
    expect(findings[0]?.subject).toMatch(/^throughput\/account=111122223333\/region=us-east-1\/day=2026-10-30\/rows-/);
  });

  test('a damaged list of a day is an error that names the file', async () => {
    await store([row(0, 1)]);
    const [day] = await listDays(root, SCOPE);
    writeFileSync(join(day?.folder ?? '', '_manifest.1.json'), '{"schema":');
    await expect(totals()).rejects.toMatchObject({ code: 'TG2102' });
  });

  test('data files that no list names do not count and are swept by the next write', async () => {
    await store([row(0, 1)]);
    const [day] = await listDays(root, SCOPE);
    const stray = join(day?.folder ?? '', 'rows-left-by-a-crash.parquet');
    writeFileSync(stray, readFileSync(day?.files[0]?.path ?? ''));
    expect(await totals()).toMatchObject({ rows: 1 });
    await store([row(1, 1)]);
    // Its writer may be about to list it, and nobody else sees it meanwhile.
    const hidden = join(day?.folder ?? '', '_rows-left-by-a-crash.parquet');
    expect(readdirSync(day?.folder ?? '')).not.toContain('rows-left-by-a-crash.parquet');
    expect(readdirSync(day?.folder ?? '')).toContain('_rows-left-by-a-crash.parquet');
    utimesSync(hidden, Date.now() / 1000 - 61, Date.now() / 1000 - 61);
    await store([row(2, 1)]);
    expect(readdirSync(day?.folder ?? '')).not.toContain('_rows-left-by-a-crash.parquet');
  });

  test('points of several metrics become one row a minute; a repeated page counts once', async () => {
    const writer = await openWriter(root, SCOPE);
    const points = (column: MetricColumn, starts: readonly number[], values: readonly number[]) =>
      writer.add({ target: 'vpce-1', az: 'use1-az1', column, periodSeconds: 60, starts, values });
    await points('bytes', [START, START + 60], [100, 200]);
    await points('packets_dropped', [START + 120], [7]);
    await points('bytes', [START, START + 60], [100, 200]);
    await points('active_connections', [START + 60], [3]);
    const complete = [{ target: 'vpce-1', span: [START, START + 180] as const }];
    expect(await writer.flush(complete)).toBe(3);
    expect(await writer.flush(complete)).toBe(0);
    await writer.close();
    const rows = await withThroughput(root, [SCOPE], {}, async ({ connection }) =>
      (
        await connection.runAndReadAll(
          'SELECT bytes, active_connections, new_connections, packets_dropped, period_seconds FROM throughput ORDER BY start',
        )
      ).getRowsJson(),
    );
    expect(rows).toEqual([
      ['100', null, null, null, 60],
      ['200', 3, null, null, 60],
      ['0', null, null, 7, 60],
    ]);
  });

  test('points outside of complete spans are not kept: half an answer would look like idle minutes', async () => {
    const writer = await openWriter(root, SCOPE);
    const points = (target: string, column: MetricColumn) =>
      writer.add({ target, az: 'use1-az1', column, periodSeconds: 60, starts: [START, START + 3600], values: [5, 6] });
    await points('vpce-1', 'bytes');
    await points('vpce-2', 'packets_dropped');
    expect(await writer.flush([{ target: 'vpce-1', span: [START, START + 3600] }])).toBe(1);
    await points('vpce-2', 'bytes');
    expect(await writer.flush([{ target: 'vpce-2', span: [START, START + 7200] }])).toBe(2);
    await writer.close();
    expect(await totals()).toMatchObject({ rows: 3, bytes: 16 });
  });

  test('what is asked again at a coarser period adds only what no row covers', async () => {
    await store([row(0, 10), row(3, 20), row(9, 40)]);
    const coarse = (minute: number, bytes: number) => row(minute, bytes, { periodSeconds: 300 });
    expect(await store([coarse(0, 30), coarse(5, 40), coarse(10, 80)])).toBe(1);
    expect(await totals()).toMatchObject({ rows: 4, bytes: 150 });
    expect(await store([row(11, 5), row(15, 7)])).toBe(1);
    expect(await totals()).toMatchObject({ bytes: 157 });
  });

  test('two writers at once lose nothing', async () => {
    await Promise.all([0, 1, 2, 3].map((minute) => store([row(minute, 1)])));
    expect(await totals()).toMatchObject({ rows: 4, bytes: 4 });
  });

  test('a name that would leave the folder is refused', async () => {
    await expect(openWriter(root, { account: '../x', region: 'us-east-1' })).rejects.toMatchObject({ code: 'TG1012' });
  });
});
