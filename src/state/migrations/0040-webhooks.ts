import { type Kysely, sql } from 'kysely';

/** Webhooks, the events that happened, and what each webhook is still to be told of them: the outbox. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('events', 'jsonb', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull().check(sql`format in ('json', 'slack')`))
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('former_secret', 'text')
    .addColumn('former_until', 'timestamptz')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('updated_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema
    .createTable('event')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema.createIndex('event_kept').on('event').column('kept_at').execute();
  await db.schema
    .createTable('delivery')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('webhook_id', 'uuid', (column) => column.notNull().references('webhook.id').onDelete('cascade'))
    .addColumn('event_id', 'text', (column) => column.notNull().references('event.id').onDelete('cascade'))
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('pending', 'delivered', 'dead')`))
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_status', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('handed_over_at', 'timestamptz')
    .addColumn('attempted_at', 'timestamptz')
    .addUniqueConstraint('delivery_once', ['webhook_id', 'event_id'])
    .execute();
  await db.schema.createIndex('delivery_list').on('delivery').columns(['webhook_id', 'id desc']).execute();
  await db.schema.createIndex('delivery_event').on('delivery').column('event_id').execute();
  await db.schema
    .createIndex('delivery_waiting')
    .on('delivery')
    .column('id')
    .where(sql.ref('handed_over_at'), 'is', null)
    .execute();
}
