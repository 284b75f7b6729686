import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import {
  type ScheduleRecord,
  type ScheduleStore,
  scheduleRecordSchema,
} from '../operations/resources/schedules/schedule-record.ts';
import type { ScheduleTable, StateSchema } from './schema.ts';

/** Schedules in the state database. */
export const createScheduleStore = (db: Kysely<StateSchema>): ScheduleStore => ({
  async create(schedule) {
    const row = { id: uuidV7(), document: JSON.stringify(schedule), last_run: null };
    return recordOf(await db.insertInto('schedule').values(row).returningAll().executeTakeFirstOrThrow());
  },
  async get(id) {
    const row = await db.selectFrom('schedule').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async list({ limit, after }, accounts) {
    // Version 7 ids ascend with time.
    let query = db.selectFrom('schedule').selectAll().orderBy('id', 'desc').limit(limit);
    if (accounts) query = query.where(sql<boolean>`coalesce(document ->> 'account', 'self') = any(${accounts})`);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async replace(id, schedule, expected) {
    const row = await db
      .updateTable('schedule')
      .set({ document: JSON.stringify(schedule), version: sql<number>`version + 1`, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async remove(id, expected) {
    const [result] = await db
      .deleteFrom('schedule')
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .execute();
    return (result?.numDeletedRows ?? 0n) > 0n;
  },
  async ran(id, run) {
    await db
      .updateTable('schedule')
      .set({ last_run: JSON.stringify(run) })
      .where('id', '=', id)
      .execute();
  },
});

const recordOf = (row: Selectable<ScheduleTable>): ScheduleRecord =>
  scheduleRecordSchema.parse({
    id: row.id,
    schedule: row.document,
    version: row.version,
    lastRun: row.last_run,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  });
