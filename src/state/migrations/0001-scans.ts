import { type Kysely, sql } from 'kysely';

/** Scans of one account and Region; at most one of them runs at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scan')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')`),
    )
    .addColumn('parameters', 'jsonb', (column) => column.notNull())
    .addColumn('progress', 'jsonb', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('requested_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('started_at', 'timestamptz')
    .addColumn('finished_at', 'timestamptz')
    .execute();
  await db.schema
    .createIndex('scan_one_running')
    .on('scan')
    .columns(['account', 'region'])
    .unique()
    .where(sql.ref('state'), 'in', ['queued', 'running'])
    .execute();
  await db.schema.createIndex('scan_newest').on('scan').columns(['account', 'region', 'requested_at desc']).execute();
}
