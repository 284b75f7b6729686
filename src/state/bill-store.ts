import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import {
  type BillImport,
  type BillStore,
  type BillSum,
  billImportSchema,
} from '../operations/resources/bills/bill-import.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { BillImportTable, StateSchema } from './schema.ts';

/** Rows of one statement. */
const ROWS = 2000;
/** The name that the reconciliation of the newest import is kept by. */
const KEPT_AS = 'bill-import';
const OVER = ['done', 'unchanged', 'superseded', 'failed'];

/** Imports of bills and their sums in the state database. */
export const createBillStore = (db: Kysely<StateSchema>): BillStore => ({
  async create() {
    const row = { id: uuidV7(), state: 'requested', document: '{}' };
    return recordOf(await db.insertInto('bill_import').values(row).returningAll().executeTakeFirstOrThrow());
  },
  async get(id) {
    const row = await db.selectFrom('bill_import').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async list({ limit, after }) {
    // Version 7 ids ascend with time.
    const query = db.selectFrom('bill_import').selectAll().orderBy('id', 'desc').limit(limit);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async start(id) {
    const row = await db
      .updateTable('bill_import')
      .set({ state: 'running', started_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('state', 'not in', OVER)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },
  async finish(id, { version, periods, sums, reconciliation, ledger, otherLedgers, discounts, findings }) {
    await db.transaction().execute(async (all) => {
      // Two replicas that end at once wait for each other here.
      await sql`LOCK TABLE bill_sum IN SHARE ROW EXCLUSIVE MODE`.execute(all);
      const later = await all
        .selectFrom('bill_import')
        .select('id')
        .where('id', '>', id)
        .where('state', '=', 'done')
        .executeTakeFirst();
      const state = later ? 'superseded' : 'done';
      if (!later) {
        if (periods.length > 0)
          await all
            .deleteFrom('bill_sum')
            .where('period', 'in', [...periods])
            .execute();
        for (let from = 0; from < sums.length; from += ROWS) {
          const rows = sums.slice(from, from + ROWS).map((own) => ({
            period: own.period,
            month: own.day?.slice(0, 7) ?? own.period,
            document: JSON.stringify(own),
          }));
          await all.insertInto('bill_sum').values(rows).execute();
        }
        if (reconciliation !== undefined) await createKeptAnswers(all).keep('reconciliation', KEPT_AS, reconciliation);
      }
      const document = JSON.stringify({ periods, sums: sums.length, ledger, otherLedgers, discounts, findings });
      await all
        .updateTable('bill_import')
        .set({ state, version, document, error: null, finished_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute();
    });
  },
  async end(id, state, error) {
    await db
      .updateTable('bill_import')
      .set({ state, error: error ? JSON.stringify(error) : null, finished_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
  },
  async version() {
    const query = db.selectFrom('bill_import').select('version').where('state', '=', 'done').orderBy('id', 'desc');
    return (await query.limit(1).executeTakeFirst())?.version ?? undefined;
  },
  async sums(month) {
    const rows = await db.selectFrom('bill_sum').select('document').where('month', '=', month).execute();
    return rows.map(({ document }) => document as unknown as BillSum);
  },
});

const NOTHING = { periods: [], sums: 0, ledger: null, otherLedgers: [], discounts: [], findings: [] };

const recordOf = (row: Selectable<BillImportTable>): BillImport =>
  billImportSchema.parse({
    ...NOTHING,
    ...row.document,
    id: row.id,
    state: row.state,
    version: row.version,
    error: row.error,
    requestedAt: row.requested_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  });
