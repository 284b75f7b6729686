import { type Kysely, sql } from 'kysely';

/** Scans that the service repeats by itself, and the changes of decisions counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('schedule')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('last_run', 'jsonb')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema
    .alterTable('recommendation')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
}
