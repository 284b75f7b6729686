import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryShare, openDuck } from '../../../src/files/bounded-duckdb.ts';
import { refuseLargeParquet } from '../../../src/files/parquet-limits.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tollgate-bombs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a file made by this query is refused with; undefined = it is read. */
async function refusalOf(query: string): Promise<string | undefined> {
  const duck = await openDuck();
  const path = join(folder, 'file [1]*.parquet');
  try {
    await duck.connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
    expect(statSync(path).size).toBeLessThan(2 ** 21);
    await refuseLargeParquet(duck.connection, path, 'traffic.parquet');
    return undefined;
  } catch (error) {
    return `${String((error as { code?: unknown }).code)} ${String((error as Error).message)}`;
  } finally {
    duck.close();
  }
}

test('a small file that claims very many rows is refused by its footer', async () => {
  const rows =
    "SELECT 'vpce-1' AS endpoint_id, 'use1-az1' AS az, TIMESTAMP '2026-01-01' AS start, 60 AS period_seconds, 1 AS bytes";
  expect(await refusalOf(`${rows} FROM range(20000000)`)).toMatch(/^TG2106 traffic.parquet claims 20000000 rows/);
  expect(await refusalOf(`${rows} FROM range(1000)`)).toBeUndefined();
});

test('so is one of very many columns', async () => {
  const columns = Array.from({ length: 6000 }, (_, index) => `1 AS c${index}`).join(', ');
  expect(await refusalOf(`SELECT ${columns}`)).toMatch(/^TG2106 .* columns/);
});

test('so is one of values that unpack to far more than the file holds', async () => {
  expect(await refusalOf("SELECT repeat('x', 200000000) AS endpoint_id")).toMatch(/^TG2106 .* bytes of values/);
});

test('a row of its own time for a year of minutes passes', async () => {
  const query =
    "SELECT 'vpce-1' AS endpoint_id, 'use1-az1' AS az, TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS start, 60 AS period_seconds, 0 AS bytes FROM range(525600) t(i)";
  expect(await refusalOf(query)).toBeUndefined();
});

test('databases share one budget of memory', async () => {
  const before = memoryShare();
  const ducks = await Promise.all(Array.from({ length: 4 }, () => openDuck()));
  expect(memoryShare()).toBeLessThanOrEqual(before);
  expect(memoryShare()).toBeGreaterThanOrEqual(256 * 2 ** 20);
  for (const duck of ducks) duck.close();
  expect(memoryShare()).toBe(before);
});
