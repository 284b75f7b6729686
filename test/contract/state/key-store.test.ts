import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ApiKeys } from '../../../src/operations/resources/access/api-keys.ts';
import { keySettingsSchema } from '../../../src/operations/resources/access/key-record.ts';
import type { Database } from '../../../src/state/database.ts';
import { createKeyStore } from '../../../src/state/key-store.ts';
import { engines } from '../../support/databases.ts';

const START = Date.parse('2026-11-23T08:00:00.000Z');
const settings = (more: object = {}) => keySettingsSchema.parse({ name: 'dashboards', scope: 'read', ...more });

describe.each(engines())('API keys on $name', (engine) => {
  let database: Database;
  let keys: ApiKeys;
  let seconds = 0;
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  beforeEach(async () => {
    database = await engine.open();
    seconds = 0;
    keys = new ApiKeys(createKeyStore(database.db), () => new Date(START + seconds * 1000));
  });
  afterEach(() => database.close());

  test('a key opens what it was made for', async () => {
    expect(await keys.any()).toBe(false);
    const { key, record } = await keys.create(
      settings({ scope: 'write', accounts: ['111122223333', 'self'], rateLimitPerMinute: 5 }),
    );
    expect(await keys.any()).toBe(true);
    expect(await keys.authenticate(key)).toEqual({
      id: `key:${record.id}`,
      scope: 'write',
      accounts: ['111122223333', 'self'],
      rateLimitPerMinute: 5,
    });
    const whole = await keys.create(settings());
    expect(await keys.authenticate(whole.key)).toMatchObject({ accounts: undefined, rateLimitPerMinute: undefined });
  });

  test('nothing that is stored holds the secret', async () => {
    const { key } = await keys.create(settings());
    const secret = key.split('_').slice(2).join('_');
    const { rows } = await sql`select * from api_key`.execute(database.db);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(await keys.list({ limit: 10 }))).not.toMatch(/hash/i);
  });

  test('another secret, another id and another form open nothing', async () => {
    const [{ key }, other] = [await keys.create(settings()), await keys.create(settings())];
    const [, , ...secret] = other.key.split('_');
    const mixed = `${key.slice(0, 37)}${secret.join('_')}`;
    expect(mixed).toHaveLength(key.length);
    for (const text of [mixed, key.replace(/_[0-9a-f]{8}/, '_00000000'), key.slice(0, -1), 'tgk_x', '']) {
      expect([text, await keys.authenticate(text)]).toEqual([text, undefined]);
    }
  });

  test('it expires at the time it was given', async () => {
    const { key, record } = await keys.create(settings({ expiresAt: '2026-11-23T08:01:00Z' }));
    seconds = 59;
    expect(await keys.authenticate(key)).toMatchObject({ id: `key:${record.id}` });
    seconds = 60;
    expect(await keys.authenticate(key)).toBeUndefined();
  });

  test('after a rotation the one before works for the grace, or not at all', async () => {
    const first = await keys.create(settings());
    const second = await keys.rotate(first.record.id, 60);
    expect(second.record).toMatchObject({
      id: first.record.id,
      rotatedAt: '2026-11-23T08:00:00.000Z',
      previousValidUntil: '2026-11-23T08:01:00.000Z',
    });
    seconds = 59;
    const working = await Promise.all([first.key, second.key].map((key) => keys.authenticate(key)));
    expect(working.map((each) => each?.id)).toEqual([`key:${first.record.id}`, `key:${first.record.id}`]);
    seconds = 60;
    expect(await keys.authenticate(first.key)).toBeUndefined();
    const third = await keys.rotate(first.record.id, 0);
    expect(await keys.authenticate(second.key)).toBeUndefined();
    expect(await keys.authenticate(third.key)).toMatchObject({ id: `key:${first.record.id}` });
  });

  test('a revoked key ends at once, with the one before, stays listed and cannot be brought back', async () => {
    const first = await keys.create(settings());
    const second = await keys.rotate(first.record.id, 3600);
    expect(await keys.revoke(first.record.id)).toMatchObject({ revokedAt: '2026-11-23T08:00:00.000Z' });
    seconds = 5;
    expect(await keys.revoke(first.record.id)).toMatchObject({ revokedAt: '2026-11-23T08:00:00.000Z' });
    for (const { key } of [first, second]) expect(await keys.authenticate(key)).toBeUndefined();
    expect(await keys.list({ limit: 10 })).toHaveLength(1);
    expect(await keys.any()).toBe(true);
    await expect(keys.rotate(first.record.id, 0)).rejects.toMatchObject({ code: 'TG2202' });
    await expect(keys.change(first.record.id, { name: 'x' })).rejects.toMatchObject({ code: 'TG2202' });
  });

  test('what is named is changed, the rest stays', async () => {
    const { record } = await keys.create(settings({ rateLimitPerMinute: 5, accounts: ['111122223333'] }));
    expect(await keys.change(record.id, { accounts: null })).toEqual({ ...record, accounts: null });
    const expiresAt = '2027-01-01T00:00:00.000Z';
    expect(await keys.change(record.id, { name: 'b', rateLimitPerMinute: null, expiresAt })).toEqual({
      ...record,
      accounts: null,
      name: 'b',
      rateLimitPerMinute: null,
      expiresAt,
    });
    expect(await keys.change(record.id, {})).toMatchObject({ name: 'b' });
  });

  test('lists by page, newest first; an unknown id is TG2202', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.unshift((await keys.create(settings())).record.id);
    const first = await keys.list({ limit: 2 });
    const second = await keys.list({ limit: 2, after: first.at(-1)?.id });
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
    const none = randomUUID();
    const works = [
      () => keys.get(none),
      () => keys.rotate(none, 0),
      () => keys.revoke(none),
      () => keys.change(none, {}),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: 'TG2202' });
  });
});
