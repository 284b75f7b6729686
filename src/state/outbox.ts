import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import {
  type DeliveryRecord,
  deliveryRecordSchema,
  type WebhookFormat,
} from '../operations/resources/events/webhook.ts';
import type { Outbox } from '../operations/resources/events/webhook-store.ts';
import type { TollgateEvent } from '../report/event-document.ts';
import type { StateSchema } from './schema.ts';
import type { Sealer } from './sealed-text.ts';
import type { DeliveryTable, WebhookTable } from './webhook-tables.ts';

/** Rows of one insert: PostgreSQL binds at most 65,535 parameters. */
const ROWS_PER_INSERT = 1000;

/** Events and their deliveries in the state database. */
export const createOutbox = (db: Kysely<StateSchema>, sealer: Sealer): Outbox => ({
  async keep(events, only) {
    await db.transaction().execute(async (transaction) => {
      const fresh: string[] = [];
      for (let at = 0; at < events.length; at += ROWS_PER_INSERT) {
        const rows = events
          .slice(at, at + ROWS_PER_INSERT)
          .map((event) => ({ id: event.id, type: event.type, document: JSON.stringify(event) }));
        const kept = await transaction
          .insertInto('event')
          .values(rows)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .execute();
        fresh.push(...kept.map(({ id }) => id));
      }
      const isFresh = new Set(fresh);
      const webhooks = await transaction.selectFrom('webhook').select(['id', 'events']).execute();
      const rows = events
        .filter(({ id }) => isFresh.delete(id))
        .flatMap((event) =>
          webhooks
            .filter((webhook) => (only === undefined ? wants(webhook, event) : webhook.id === only))
            .map((webhook) => ({ id: uuidV7(), webhook_id: webhook.id, event_id: event.id, state: 'pending' })),
        );
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await transaction
          .insertInto('delivery')
          .values(rows.slice(at, at + ROWS_PER_INSERT).map((row) => ({ ...row, attempts: 0 })))
          .execute();
      }
    });
  },
  async waiting(limit) {
    const query = db.selectFrom('delivery').select('id').where('handed_over_at', 'is', null).orderBy('id');
    return (await query.limit(limit).execute()).map(({ id }) => id);
  },
  async handedOver(deliveries) {
    if (deliveries.length === 0) return;
    const set = { handed_over_at: sql<Date>`now()` };
    await db
      .updateTable('delivery')
      .set(set)
      .where('id', 'in', [...deliveries])
      .execute();
  },
  async outgoing(delivery, now) {
    const row = await db
      .selectFrom('delivery')
      .innerJoin('event', 'event.id', 'delivery.event_id')
      .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
      .select(['document', 'url', 'format', 'secret', 'former_secret', 'former_until'])
      .where('delivery.id', '=', delivery)
      .where('delivery.state', '=', 'pending')
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const former = row.former_until !== null && row.former_until > now ? row.former_secret : null;
    return {
      event: JSON.parse(row.document) as TollgateEvent,
      url: sealer.open(row.url),
      format: row.format as WebhookFormat,
      secrets: [sealer.open(row.secret), ...(former === null ? [] : [sealer.open(former)])],
    };
  },
  async attempted(delivery, { status, failure }) {
    await db
      .updateTable('delivery')
      .set({
        attempts: sql<number>`attempts + 1`,
        last_status: status ?? null,
        last_error: failure ?? null,
        attempted_at: sql<Date>`now()`,
        ...(failure === undefined && { state: 'delivered' }),
      })
      .where('id', '=', delivery)
      .where('state', '=', 'pending')
      .execute();
  },
  async bury(delivery) {
    await db
      .updateTable('delivery')
      .set({ state: 'dead' })
      .where('id', '=', delivery)
      .where('state', '=', 'pending')
      .execute();
  },
  async deliveries(webhook, state, { limit, after }) {
    let query = listed(db).where('webhook_id', '=', webhook).orderBy('delivery.id', 'desc').limit(limit);
    if (state !== undefined) query = query.where('state', '=', state);
    if (after !== undefined) query = query.where('delivery.id', '<', after);
    return (await query.execute()).map(recordOf);
  },
  async delivery(webhook, id) {
    const query = listed(db).where('webhook_id', '=', webhook).where('delivery.id', '=', id);
    const row = await query.executeTakeFirst();
    return row && recordOf(row);
  },
  async revive(webhook, id) {
    const query = db
      .updateTable('delivery')
      .set({ state: 'pending', handed_over_at: null })
      .where('webhook_id', '=', webhook)
      .where('state', '=', 'dead');
    const [result] = await (id === undefined ? query : query.where('id', '=', id)).execute();
    return Number(result?.numUpdatedRows ?? 0n);
  },
  async forget(before) {
    await db.deleteFrom('event').where('kept_at', '<', before).execute();
  },
});

const wants = ({ events }: Pick<Selectable<WebhookTable>, 'events'>, { type }: TollgateEvent): boolean =>
  events.length === 0 || events.includes(type);

const listed = (db: Kysely<StateSchema>) =>
  db.selectFrom('delivery').innerJoin('event', 'event.id', 'delivery.event_id').selectAll('delivery').select('type');

const recordOf = (row: Selectable<DeliveryTable> & { readonly type: string }): DeliveryRecord =>
  deliveryRecordSchema.parse({
    id: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    type: row.type,
    status: row.state,
    attempts: row.attempts,
    httpStatus: row.last_status,
    error: row.last_error,
    createdAt: row.created_at.toISOString(),
    attemptedAt: row.attempted_at?.toISOString() ?? null,
  });
