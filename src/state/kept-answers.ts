import { type Kysely, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import { type KeptAnswers, keptAnswerSchema } from '../operations/resources/kept/kept-answer.ts';
import type { StateSchema } from './schema.ts';

/** Kept answers in the state database. */
export const createKeptAnswers = (db: Kysely<StateSchema>): KeptAnswers => ({
  async keep(kind, name, document) {
    const id = uuidV7();
    const row = await db
      .insertInto('kept_answer')
      .values({ id, kind, name, document })
      .onConflict((conflict) =>
        conflict.columns(['kind', 'name']).doUpdateSet({ id, document, kept_at: sql<Date>`now()` }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    return recordOf(row);
  },
  async list(kind, { limit, after }) {
    // Version 7 ids ascend with time.
    const query = db.selectFrom('kept_answer').selectAll().where('kind', '=', kind).orderBy('id', 'desc').limit(limit);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
});

const recordOf = (row: { id: string; name: string; kept_at: Date; document: unknown }) =>
  keptAnswerSchema.parse({ id: row.id, name: row.name, keptAt: row.kept_at.toISOString(), document: row.document });
