import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidV7 } from 'uuid';
import { type KeyRecord, keyRecordSchema } from '../operations/resources/access/key-record.ts';
import type { KeyStore } from '../operations/resources/access/key-store.ts';
import type { ApiKeyTable, StateSchema } from './schema.ts';

/** API keys in the state database: of their secrets only the hashes. */
export const createKeyStore = (db: Kysely<StateSchema>): KeyStore => ({
  async create({ name, scope, accounts, rateLimitPerMinute, expiresAt }, hash) {
    const row = {
      id: uuidV7(),
      name,
      scope,
      accounts: jsonOf(accounts),
      rate_limit_per_minute: rateLimitPerMinute,
      hash,
      expires_at: expiresAt,
    };
    return recordOf(await db.insertInto('api_key').values(row).returningAll().executeTakeFirstOrThrow());
  },
  async any() {
    return (await db.selectFrom('api_key').select('id').limit(1).executeTakeFirst()) !== undefined;
  },
  async find(id) {
    const row = await db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { record: recordOf(row), hash: row.hash, previousHash: row.previous_hash };
  },
  async list({ limit, after }) {
    // Version 7 ids ascend with time.
    const query = db.selectFrom('api_key').selectAll().orderBy('id', 'desc').limit(limit);
    return (await (after === undefined ? query : query.where('id', '<', after)).execute()).map(recordOf);
  },
  async change(id, { name, accounts, rateLimitPerMinute, expiresAt }) {
    const row = await db
      .updateTable('api_key')
      .set({
        // Sets something even where nothing is asked for.
        name: name ?? sql.ref('name'),
        ...(accounts !== undefined && { accounts: jsonOf(accounts) }),
        ...(rateLimitPerMinute !== undefined && { rate_limit_per_minute: rateLimitPerMinute }),
        ...(expiresAt !== undefined && { expires_at: expiresAt }),
      })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async rotate(id, { hash, at, previousValidUntil }) {
    const row = await db
      .updateTable('api_key')
      .set({
        hash,
        previous_hash: previousValidUntil === null ? null : sql.ref('hash'),
        previous_valid_until: previousValidUntil,
        rotated_at: at,
      })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
  async revoke(id, at) {
    const row = await db
      .updateTable('api_key')
      .set({ revoked_at: sql<Date>`coalesce(revoked_at, ${at})`, previous_hash: null, previous_valid_until: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return row && recordOf(row);
  },
});

const jsonOf = (value: readonly string[] | null): string | null => (value === null ? null : JSON.stringify(value));

const recordOf = (row: Selectable<ApiKeyTable>): KeyRecord =>
  keyRecordSchema.parse({
    id: row.id,
    name: row.name,
    scope: row.scope,
    accounts: row.accounts,
    rateLimitPerMinute: row.rate_limit_per_minute,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    rotatedAt: row.rotated_at?.toISOString() ?? null,
    previousValidUntil: row.previous_valid_until?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  });
