import { type Kysely, sql } from 'kysely';

/** Imports of bills, and what the newest version of each billing period charges. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('bill_import')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'text')
    .addColumn('document', 'jsonb', (column) => column.notNull().defaultTo('{}'))
    .addColumn('error', 'jsonb')
    .addColumn('requested_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('started_at', 'timestamptz')
    .addColumn('finished_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('bill_sum')
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('month', 'text', (column) => column.notNull())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('bill_sum_period').on('bill_sum').column('period').execute();
  await db.schema.createIndex('bill_sum_month').on('bill_sum').column('month').execute();
}
