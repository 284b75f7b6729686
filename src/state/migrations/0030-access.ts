import { type Kysely, sql } from 'kysely';

/** API keys by the hash of their secret, and the audit log of writes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_key')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull().check(sql`scope in ('read', 'write', 'admin')`))
    .addColumn('accounts', 'jsonb')
    .addColumn('rate_limit_per_minute', 'integer')
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('expires_at', 'timestamptz')
    .addColumn('rotated_at', 'timestamptz')
    .addColumn('previous_valid_until', 'timestamptz')
    .addColumn('revoked_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('audit_entry')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text')
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .execute();
}
