import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newEvent } from '../../../src/operations/resources/events/new-event.ts';
import { webhookInputSchema } from '../../../src/operations/resources/events/webhook.ts';
import type { Outbox, WebhookStore } from '../../../src/operations/resources/events/webhook-store.ts';
import type { Database } from '../../../src/state/database.ts';
import { createOutbox } from '../../../src/state/outbox.ts';
import { createSealer } from '../../../src/state/sealed-text.ts';
import { createWebhookStore } from '../../../src/state/webhook-store.ts';
import { engines } from '../../support/databases.ts';
import { errorFrom } from '../../support/expect-error.ts';

const sealer = createSealer('a key of the tests');
const NOW = new Date('2026-11-23T08:00:00Z');
const HOOK = webhookInputSchema.parse({ name: 'a', url: 'https://hooks.example.com/secret/path?x=1' });
const levelOf = (endpoint: string) =>
  newEvent('headroom.level-changed', [endpoint, 'scan-1'], {
    occurredAt: NOW.toISOString(),
    data: { endpoint, account: '111122223333', region: 'us-east-1', from: 'ok', to: 'warn' },
  });
const tested = () =>
  newEvent('webhook.test', [randomUUID()], { occurredAt: NOW.toISOString(), data: { webhook: 'a' } });

describe.each(engines())('webhooks and their outbox on $name', (engine) => {
  let database: Database;
  let store: WebhookStore;
  let outbox: Outbox;
  // One database for all: each test leaves it empty, which is quicker than a fresh one.
  beforeAll(async () => {
    await engine.start();
    database = await engine.open();
    store = createWebhookStore(database.db, sealer);
    outbox = createOutbox(database.db, sealer);
  });
  afterEach(async () => {
    await database.db.deleteFrom('webhook').execute();
    await database.db.deleteFrom('event').execute();
  });
  afterAll(async () => {
    await database.close();
    await engine.stop();
  });

  const pending = async (webhook: string) => outbox.deliveries(webhook, 'pending', { limit: 10 });

  test('a record shows neither the secret nor the path', async () => {
    const record = await store.create(HOOK, 'whsec_AAAA');
    expect(record).toMatchObject({ name: 'a', origin: 'https://hooks.example.com', events: [], format: 'json' });
    expect(JSON.stringify([record, await store.get(record.id), await store.list({ limit: 5 })])).not.toMatch(
      /whsec|path/,
    );
  });

  test('with a key the database holds neither address nor secrets in the clear; another key opens nothing', async () => {
    const { id } = await store.create(HOOK, 'whsec_AAAA');
    await store.rotate(id, 'whsec_BBBB', new Date(NOW.getTime() + 1000));
    const rows = await database.db.selectFrom('webhook').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/whsec|path/);
    await outbox.keep([levelOf('vpce-1')]);
    const [delivery = ''] = await outbox.waiting(1);
    expect(await outbox.outgoing(delivery, NOW)).toMatchObject({
      url: HOOK.url,
      secrets: ['whsec_BBBB', 'whsec_AAAA'],
    });
    for (const other of ['another key of it', undefined]) {
      const error = await errorFrom(() => createOutbox(database.db, createSealer(other)).outgoing(delivery, NOW));
      expect(error.code).toBe('TG6022');
    }
  });

  test('what is absent of a change stays', async () => {
    const { id } = await store.create(HOOK, 'whsec_AAAA');
    await store.update(id, { events: ['price.changed'] });
    expect(await store.update(id, { format: 'slack' })).toMatchObject({
      name: 'a',
      events: ['price.changed'],
      format: 'slack',
    });
    expect(await store.update(randomUUID(), { name: 'b' })).toBeUndefined();
    expect([await store.remove(id), await store.remove(id)]).toEqual([true, false]);
  });

  test('the same happening is told once to each webhook that wants it, however often it is noticed', async () => {
    const all = await store.create(HOOK, 'whsec_AAAA');
    const some = await store.create({ ...HOOK, events: ['headroom.level-changed'] }, 'whsec_BBBB');
    const none = await store.create({ ...HOOK, events: ['price.changed'] }, 'whsec_CCCC');
    await outbox.keep([levelOf('vpce-1'), levelOf('vpce-1')]);
    await Promise.all([outbox.keep([levelOf('vpce-1')]), outbox.keep([levelOf('vpce-2'), levelOf('vpce-1')])]);
    expect((await pending(all.id)).map(({ eventId }) => eventId).sort()).toEqual(
      [levelOf('vpce-1').id, levelOf('vpce-2').id].sort(),
    );
    expect([(await pending(some.id)).length, (await pending(none.id)).length]).toEqual([2, 0]);
  });

  test('an event for one webhook goes to no other', async () => {
    const [one, other] = [await store.create(HOOK, 'whsec_AAAA'), await store.create(HOOK, 'whsec_BBBB')];
    await outbox.keep([tested()], one.id);
    expect([(await pending(one.id)).length, (await pending(other.id)).length]).toEqual([1, 0]);
  });

  test('a secret that was replaced signs beside the new one until its time is over', async () => {
    const { id } = await store.create(HOOK, 'whsec_AAAA');
    await store.rotate(id, 'whsec_BBBB', new Date(NOW.getTime() + 1000));
    await outbox.keep([levelOf('vpce-1')]);
    const [delivery] = await pending(id);
    const secretsAt = async (time: number) =>
      (await outbox.outgoing(delivery?.id ?? '', new Date(NOW.getTime() + time)))?.secrets;
    expect([await secretsAt(0), await secretsAt(2000)]).toEqual([['whsec_BBBB', 'whsec_AAAA'], ['whsec_BBBB']]);
  });

  test('a delivery fails, dies, is revived and arrives', async () => {
    const { id } = await store.create(HOOK, 'whsec_AAAA');
    await outbox.keep([levelOf('vpce-1')]);
    const [delivery = ''] = await outbox.waiting(10);
    await outbox.handedOver([delivery]);
    expect(await outbox.waiting(10)).toEqual([]);
    expect(await outbox.outgoing(delivery, NOW)).toMatchObject({ event: levelOf('vpce-1'), url: HOOK.url });

    await outbox.attempted(delivery, { status: 500, failure: 'answered 500' });
    expect(await outbox.delivery(id, delivery)).toMatchObject({
      status: 'pending',
      attempts: 1,
      httpStatus: 500,
      error: 'answered 500',
    });
    await outbox.bury(delivery);
    expect(await outbox.outgoing(delivery, NOW)).toBeUndefined();
    expect(await outbox.deliveries(id, 'dead', { limit: 5 })).toHaveLength(1);

    expect([await outbox.revive(id, delivery), await outbox.revive(id, delivery)]).toEqual([1, 0]);
    expect(await outbox.waiting(10)).toEqual([delivery]);
    await outbox.attempted(delivery, { status: 200 });
    await outbox.bury(delivery);
    expect(await outbox.delivery(id, delivery)).toMatchObject({ status: 'delivered', attempts: 2, error: null });
  });

  test('forgetting events forgets their deliveries', async () => {
    const { id } = await store.create(HOOK, 'whsec_AAAA');
    await outbox.keep([levelOf('vpce-1')]);
    await outbox.forget(new Date(Date.now() - 60_000));
    expect(await pending(id)).toHaveLength(1);
    await outbox.forget(new Date(Date.now() + 60_000));
    expect(await pending(id)).toHaveLength(0);
  });

  test('transactions and queries that meet do not stop each other', async () => {
    const all = await store.create(HOOK, 'whsec_AAAA');
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await outbox.keep([levelOf(`vpce-${index}`)]);
        await store.get(all.id);
      }),
    );
    expect(await pending(all.id)).toHaveLength(10);
  });
});
