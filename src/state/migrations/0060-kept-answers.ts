import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Diffs of pull requests and reconciliations of bills, which the page shows over time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kept_answer')
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('kept_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('kept_answer_name', ['kind', 'name'])
    .execute();
  await db.schema.createIndex('kept_answer_newest').on('kept_answer').columns(['kind', 'id desc']).execute();
}
