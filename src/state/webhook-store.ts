import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import { type WebhookRecord, webhookRecordSchema } from '../operations/resources/events/webhook.ts';
import type { WebhookStore } from '../operations/resources/events/webhook-store.ts';
import type { StateSchema } from './schema.ts';
import type { Sealer } from './sealed-text.ts';
import type { WebhookTable } from './webhook-tables.ts';

/** Webhooks in the state database. */
export const createWebhookStore = (db: Kysely<StateSchema>, sealer: Sealer): WebhookStore => ({
  async create({ events, url, ...webhook }, secret) {
    const row = {
      ...webhook,
      ...addressOf(url, sealer),
      id: uuidV7(),
      events: JSON.stringify(events),
      secret: sealer.seal(secret),
      former_secret: null,
    };
    return recordOf(await db.insertInto('webhook').values(row).returningAll().executeTakeFirstOrThrow());
  },
  async get(id) {
    const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
    return row && recordOf(row);
  },
  async list({ limit, after }) {
    // Version 7 ids ascend with time.
    const query = db.selectFrom('webhook').selectAll().orderBy('id', 'desc').limit(limit);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async update(id, { events, url, ...patch }, expected) {
    const row = await db
      .updateTable('webhook')
      .set({
        ...patch,
        ...(url !== undefined && addressOf(url, sealer)),
        ...(events && { events: JSON.stringify(events) }),
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async rotate(id, secret, formerUntil) {
    const row = await db
      .updateTable('webhook')
      .set({
        secret: sealer.seal(secret),
        former_secret: sql<string>`secret`,
        former_until: formerUntil,
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async remove(id, expected) {
    const [result] = await db
      .deleteFrom('webhook')
      .where('id', '=', id)
      .$if(expected !== undefined, (query) => query.where('version', '=', expected ?? 0))
      .execute();
    return (result?.numDeletedRows ?? 0n) > 0n;
  },
});

const addressOf = (url: string, sealer: Sealer) => ({ origin: new URL(url).origin, url: sealer.seal(url) });

const recordOf = (row: Selectable<WebhookTable>): WebhookRecord =>
  webhookRecordSchema.parse({
    id: row.id,
    name: row.name,
    origin: row.origin,
    events: row.events,
    format: row.format,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  });
