import { type Kysely, sql } from 'kysely';

/** Recommendations of scans by their stable id, what was decided of each, and what the agreed ones save. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recommendation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('scope_account', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('move', 'text', (column) => column.notNull())
    .addColumn('monthly', 'numeric', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('proposed', 'boolean', (column) => column.notNull())
    .addColumn('first_scan', 'jsonb', (column) => column.notNull())
    .addColumn('last_scan', 'jsonb', (column) => column.notNull())
    .addColumn('status', 'text', (column) =>
      column.notNull().check(sql`status in ('open', 'accepted', 'dismissed', 'done')`),
    )
    .addColumn('reason', 'text')
    .addColumn('expires_at', 'timestamptz')
    .addColumn('decided_at', 'timestamptz')
    .addColumn('realised', 'jsonb')
    .execute();
  await db.schema
    .createIndex('recommendation_scope')
    .on('recommendation')
    .columns(['scope_account', 'region'])
    .execute();
  await db.schema.createIndex('recommendation_order').on('recommendation').columns(['monthly desc', 'id']).execute();
}
