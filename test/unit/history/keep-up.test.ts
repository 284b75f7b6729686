import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { listDays } from '../../../src/history/list-days.ts';
import { storeHistory } from '../../support/store-history.ts';

const SCOPE = { account: '111122223333', region: 'us-east-1' };
const DAY = 86_400;
const START = Date.UTC(2026, 9, 1) / 1000;
const NOW = new Date((START + 10 * DAY + 3600) * 1000);
let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tollgate-upkeep-'));
  // Ten days of one row; the last of them came in three scans.
  for (const minutes of [Array.from({ length: 10 }, (_, day) => day * 1440), [9 * 1440 + 1], [9 * 1440 + 2]]) {
    const rows = minutes.map((minute) => ({
      endpoint: 'e',
      az: 'use1-az1',
      start: START + minute * 60,
      periodSeconds: 60,
      bytes: 1,
    }));
    await storeHistory(root, SCOPE, rows);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const files = async (): Promise<readonly number[]> => (await listDays(root, SCOPE)).map((day) => day.files.length);

describe('upkeep of the history', () => {
  test('keeps the days asked for and joins files over the number allowed', async () => {
    expect(await files()).toEqual([...Array(9).fill(1), 3]);
    await createHistoryStore(root, { keepDays: 4, filesPerDay: 2 }).upkeep(SCOPE, NOW);
    const days = await listDays(root, SCOPE);
    expect(days.map((day) => day.day)).toEqual(['2026-10-07', '2026-10-08', '2026-10-09', '2026-10-10']);
    expect(days.at(-1)?.files).toMatchObject([{ rows: 3 }]);
  });

  test('a deleted day counts as never asked for: it must not look idle', async () => {
    const store = createHistoryStore(root, { keepDays: 4, filesPerDay: 0 });
    const end = START + 10 * DAY;
    await store.cover(SCOPE, [
      { target: 'e', span: [START, end] },
      { target: 'gone', span: [START, START + DAY] },
      { target: 'new', span: [end - DAY, end] },
    ]);
    await store.upkeep(SCOPE, NOW);
    expect([...(await store.coverage(SCOPE))]).toEqual([
      ['e', [[START + 6 * DAY, end]]],
      ['new', [[end - DAY, end]]],
    ]);
  });

  test('a clock that is a year fast deletes nothing more than a right one', async () => {
    const fast = new Date(NOW.getTime() + 365 * DAY * 1000);
    await createHistoryStore(root, { keepDays: 9, filesPerDay: 0 }).upkeep(SCOPE, fast);
    expect((await listDays(root, SCOPE)).map((day) => day.day)[0]).toBe('2026-10-02');
  });

  test('one upkeep deletes three quarters of the days at most', async () => {
    const store = createHistoryStore(root, { keepDays: 1, filesPerDay: 0 });
    await store.upkeep(SCOPE, NOW);
    expect(await files()).toEqual([1, 1, 3]);
    await store.upkeep(SCOPE, NOW);
    expect(await files()).toEqual([3]);
  });

  test('by default deletes nothing and leaves a few files apart; zero switches either off', async () => {
    await createHistoryStore(root).upkeep(SCOPE, NOW);
    await createHistoryStore(root, { keepDays: 0, filesPerDay: 0 }).upkeep(SCOPE, NOW);
    expect(await files()).toEqual([...Array(9).fill(1), 3]);
  });
});

describe('its settings', () => {
  test('come from the environment', () => {
    expect(readConfig({}).history).toEqual({ keepDays: 0, filesPerDay: 8 });
    expect(readConfig({ TOLLGATE_HISTORY_DAYS: '400', TOLLGATE_HISTORY_FILES_PER_DAY: '1' }).history).toEqual({
      keepDays: 400,
      filesPerDay: 1,
    });
  });

  test.each(['-1', 'x', '1.5'])('%j days are refused by name', (value) => {
    expect(() => readConfig({ TOLLGATE_HISTORY_DAYS: value })).toThrowError(
      expect.objectContaining({ code: 'TG1520', message: expect.stringContaining('TOLLGATE_HISTORY_DAYS') }),
    );
  });
});
