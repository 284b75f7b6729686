import type { Kysely } from 'kysely';

/** Idempotency keys with the answers that are given again. The answer is text: it goes out byte for byte. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_key')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'timestamptz', (column) => column.notNull())
    .addColumn('answer', 'text')
    .execute();
  await db.schema.createIndex('idempotency_key_claimed_at').on('idempotency_key').column('claimed_at').execute();
}
