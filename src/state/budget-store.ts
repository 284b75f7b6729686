import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import {
  type BudgetRecord,
  type BudgetStore,
  budgetRecordSchema,
} from '../operations/resources/budgets/budget-store.ts';
import type { BudgetTable, StateSchema } from './schema.ts';

/** Budgets in the state database. */
export const createBudgetStore = (db: Kysely<StateSchema>): BudgetStore => ({
  async create(budget) {
    const row = { id: uuidV7(), document: JSON.stringify(budget) };
    return recordOf(await db.insertInto('budget').values(row).returningAll().executeTakeFirstOrThrow());
  },
  async get(id) {
    const row = await db.selectFrom('budget').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async list({ limit, after }, accounts) {
    // Version 7 ids ascend with time.
    let query = db.selectFrom('budget').selectAll().orderBy('id', 'desc').limit(limit);
    if (accounts) query = query.where(sql<boolean>`document -> 'scope' ->> 'account' = any(${accounts})`);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async replace(id, budget, expected) {
    const row = await db
      .updateTable('budget')
      .set({ document: JSON.stringify(budget), version: sql<number>`version + 1`, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async remove(id, expected) {
    const [result] = await db
      .deleteFrom('budget')
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .execute();
    return (result?.numDeletedRows ?? 0n) > 0n;
  },
});

const recordOf = (row: Selectable<BudgetTable>): BudgetRecord =>
  budgetRecordSchema.parse({
    id: row.id,
    budget: row.document,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  });
