import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStateDatabase } from '../../../src/compose/database.ts';
import type { BudgetDocument } from '../../../src/report/budget-document.ts';
import type { Database } from '../../../src/state/database.ts';
import { layState } from '../../support/state-template.ts';

export const budgetOf = (number: number): BudgetDocument => ({
  schema: 'tollgate/budget@1',
  name: `budget-${number}`,
  amount: '100',
  currency: 'USD',
  scope: {},
  thresholds: [{ on: 'actual', share: '1' }],
});

/** Runs the work with a data directory of its own that holds an embedded database. */
export async function withState<Result>(work: (dataDir: string) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-fault-'));
  try {
    await layState(dataDir);
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Opens the database that another process left, looks, and closes it. */
export async function look<Result>(dataDir: string, at: (db: Database['db']) => Promise<Result>): Promise<Result> {
  const database = await openStateDatabase({ dataDir, databaseUrl: undefined });
  try {
    return await at(database.db);
  } finally {
    await database.close();
  }
}
