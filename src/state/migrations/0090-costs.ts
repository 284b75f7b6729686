import type { Kysely } from 'kysely';

/** What networks cost by day, and by account and key of each day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cost_day')
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('captured_at', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('prices', 'text', (column) => column.notNull())
    .addColumn('since', 'text')
    .addColumn('changes', 'jsonb', (column) => column.notNull())
    // Text: it is read whole or not at all, and only for the day after.
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('cost_day_day', ['region', 'day'])
    .execute();
  await db.schema
    .createTable('cost_part')
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    // Empty where nobody tells the account.
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('parts', 'jsonb', (column) => column.notNull())
    .addPrimaryKeyConstraint('cost_part_part', ['key', 'day', 'region', 'account'])
    .execute();
}
