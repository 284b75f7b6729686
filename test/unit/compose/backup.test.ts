import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStateDatabase } from '../../../src/compose/database.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';
import { createBudgetStore } from '../../../src/state/budget-store.ts';
import { BATCH, batchOf, SCOPE } from '../../faults/power/batches.ts';
import { budgetOf } from '../../faults/state/state-files.ts';
import { temporaryDirectory } from '../../support/run-tollgate.ts';
import { layState } from '../../support/state-template.ts';
import { storeHistory } from '../../support/store-history.ts';

/** What a data directory answers: budgets, minutes that count as covered, and rows in them. */
async function answers(dataDir: string, withState: boolean) {
  const starts = await withThroughput(dataDir, [SCOPE], {}, async ({ connection }) =>
    (await connection.runAndReadAll('SELECT epoch(start) FROM throughput')).getRows().map(([start]) => Number(start)),
  );
  const spans = (await createHistoryStore(dataDir).coverage(SCOPE)).get('vpce-1') ?? [];
  const history = {
    minutes: spans.reduce((sum, [from, to]) => sum + (to - from) / 60, 0),
    rows: starts.filter((start) => spans.some(([from, to]) => start >= from && start < to)).length,
  };
  if (!withState) return { history, budgets: [] };
  const database = await openStateDatabase({ dataDir, databaseUrl: undefined });
  const budgets = await createBudgetStore(database.db).list({ limit: 10 });
  await database.close();
  return { history, budgets };
}

async function store(dataDir: string, batch: number): Promise<void> {
  await storeHistory(dataDir, SCOPE, batchOf(batch));
  const start = batchOf(batch)[0]?.start ?? 0;
  await createHistoryStore(dataDir).cover(SCOPE, [{ target: 'vpce-1', span: [start, start + BATCH * 60] }]);
}

test('a data directory that is copied while nobody uses it answers as the first did', async () => {
  const root = temporaryDirectory();
  const first = join(root, 'first');
  await layState(first);
  const database = await openStateDatabase({ dataDir: first, databaseUrl: undefined });
  for (const number of [1, 2]) await createBudgetStore(database.db).create(budgetOf(number));
  await database.close();
  await store(first, 0);
  cpSync(first, join(root, 'copy'), { recursive: true });
  const before = await answers(first, true);
  expect(before).toMatchObject({ history: { minutes: BATCH, rows: BATCH }, budgets: [{ version: 1 }, { version: 1 }] });
  expect(await answers(join(root, 'copy'), true)).toEqual(before);
}, 120_000);

test('a history that is copied while it is written claims nothing that it does not hold', async () => {
  const root = temporaryDirectory();
  const first = join(root, 'first');
  await store(first, 0);
  const copying = spawn('cp', ['-r', first, join(root, 'copy')], { stdio: 'ignore' });
  const copied = once(copying, 'close');
  for (const batch of [1, 2, 3]) await store(first, batch);
  await copied;
  const { history } = await answers(join(root, 'copy'), false);
  expect(history.rows).toBe(history.minutes);
  await store(join(root, 'copy'), 9);
  const later = await answers(join(root, 'copy'), false);
  expect(later.history.rows).toBe(later.history.minutes);
}, 120_000);
