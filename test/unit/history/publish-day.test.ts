import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compact } from '../../../src/history/compact.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { listDays } from '../../../src/history/list-days.ts';
import { dayPath, scopePath } from '../../../src/history/paths.ts';
import { storeHistory } from '../../support/store-history.ts';

const SCOPE = { account: '111122223333', region: 'us-east-1' };
const DAY = '2026-10-30';
const START = Date.parse(`${DAY}T00:00:00Z`) / 1000;
const NOW = new Date((START + 3600) * 1000);
let root: string;
let folder: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tollgate-publish-'));
  folder = dayPath(root, SCOPE, DAY);
  for (const minute of [0, 1]) {
    await storeHistory(root, SCOPE, [
      { endpoint: 'e', az: 'use1-az1', start: START + minute * 60, periodSeconds: 60, bytes: 1 },
    ]);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What Athena, Trino and Hive take for data. */
const seen = (): readonly string[] => readdirSync(folder).filter((name) => !/^[_.]/.test(name));
const listed = async (): Promise<readonly string[]> =>
  (await listDays(root, SCOPE)).flatMap((day) => day.files.map((file) => file.name)).sort();

test('others see the files that count and nothing else, before and after a compaction', async () => {
  expect(seen().toSorted()).toEqual(await listed());
  expect(seen()).toHaveLength(2);
  await compact(root, SCOPE);
  expect(seen()).toEqual(await listed());
  expect(seen()).toHaveLength(1);
  expect(readdirSync(scopePath(root, SCOPE)).filter((name) => !name.startsWith('_'))).toEqual([`day=${DAY}`]);
});

test('a file that was listed and not shown counts here, and upkeep shows it', async () => {
  const [first = ''] = seen();
  renameSync(join(folder, first), join(folder, `_${first}`));
  expect((await listDays(root, SCOPE))[0]?.files.map((file) => file.path)).toContain(join(folder, `_${first}`));
  await createHistoryStore(root, { keepDays: 0, filesPerDay: 0 }).upkeep(SCOPE, NOW);
  expect(seen().toSorted()).toEqual(await listed());
  expect(seen()).toHaveLength(2);
});

test('a folder of an older version becomes one that others can read', async () => {
  const manifest = readdirSync(folder).find((name) => name.startsWith('_manifest')) ?? '';
  renameSync(join(folder, manifest), join(folder, manifest.slice(1)));
  copyFileSync(join(folder, seen()[0] ?? ''), join(folder, 'rows-of-a-crash.parquet'));
  writeFileSync(join(folder, 'rows-bad.parquet.damaged'), 'x');
  const before = await listed();
  await createHistoryStore(root, { keepDays: 0, filesPerDay: 0 }).upkeep(SCOPE, NOW);
  expect(await listed()).toEqual(before);
  expect(seen().toSorted()).toEqual(before);
});
