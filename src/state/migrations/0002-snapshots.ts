import { type Kysely, sql } from 'kysely';

/** What scans found: the snapshot of each, and the endpoints of the newest of each account and Region. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('snapshot')
    .addColumn('scan_id', 'uuid', (column) => column.primaryKey().references('scan.id').onDelete('cascade'))
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema
    .createTable('endpoint')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('scope_account', 'text', (column) => column.notNull())
    .addColumn('vpc', 'text')
    .addColumn('service', 'text')
    .addColumn('tags', 'jsonb', (column) => column.notNull())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('endpoint_scope').on('endpoint').columns(['scope_account', 'region']).execute();
}
