import type { Kysely } from 'kysely';

/** Counts the changes of what people change, so that nobody overwrites what he has not seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['budget', 'webhook']) {
    await db.schema
      .alterTable(table)
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  }
}
