import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Figures of the newest scan of each account and Region, which metrics show. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scope_figures')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('document', 'jsonb', (column) => column.notNull())
    .addColumn('kept_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint('scope_figures_scope', ['account', 'region'])
    .execute();
}
