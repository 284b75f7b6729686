import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeliveryRecord } from '../../src/operations/resources/events/webhook.ts';
import { WebhookService, type WebhookWithSecret } from '../../src/operations/resources/events/webhook-service.ts';
import { createTargetGuard } from '../../src/webhooks/target-guard.ts';
import { testApp } from '../support/http-app.ts';
import { type Answer, startReceiver } from '../support/receiver.ts';
import { type ScanApp, startScanApp } from '../support/scan-app.ts';
import { stateServices } from '../support/state-services.ts';

const EMPTY = { account: '111122223333', region: 'us-east-1', endpoints: [], bytes: () => undefined };

describe('webhooks over the embedded database', () => {
  let app: ScanApp;
  beforeAll(async () => {
    app = await startScanApp({ world: EMPTY }, { TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true' });
    // The first to ask opens the database, which takes its time.
    await ask('GET', '/v1/webhooks');
  }, 120_000);
  afterAll(() => app.close());

  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    app.app.inject({ method, url, ...(payload && { payload }) });

  async function hook(more: object = {}, ...answers: readonly Answer[]) {
    const receiver = await startReceiver(answers[0] ?? 200, ...answers.slice(1));
    onTestFinished(receiver.close);
    const created = await ask('POST', '/v1/webhooks', { name: 'one', url: `${receiver.url}/hidden`, ...more });
    expect(created.statusCode).toBe(201);
    const webhook = created.json() as WebhookWithSecret;
    expect(created.headers.location).toBe(`/v1/webhooks/${webhook.id}`);
    return { receiver, webhook, url: `/v1/webhooks/${webhook.id}` };
  }

  test('the secret is shown once, the path of the address never', async () => {
    const { webhook, url } = await hook();
    const { secret, ...record } = webhook;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const each of [url, '/v1/webhooks']) {
      const { body } = await ask('GET', each);
      expect(body).toContain(webhook.id);
      expect(body).not.toMatch(/whsec|hidden/);
    }
    expect((await ask('GET', url)).json()).toEqual(record);
  });

  test('a change keeps what it does not name; what is removed is gone', async () => {
    const { url, webhook } = await hook({ events: ['price.changed'] });
    const changed = await ask('PATCH', url, { name: 'two' });
    expect(changed.json()).toMatchObject({ id: webhook.id, name: 'two', events: ['price.changed'] });
    expect((await ask('DELETE', url)).statusCode).toBe(204);
    for (const [method, path] of [
      ['GET', url],
      ['DELETE', url],
      ['GET', `${url}/deliveries`],
      ['POST', `${url}/test`],
      ['POST', `${url}/secret`],
      ['POST', `${url}/redelivery`],
    ] as const) {
      const gone = await ask(method, path);
      expect([path, gone.statusCode, gone.json().code]).toEqual([path, 404, 'TG2202']);
    }
  });

  test('a test event arrives, signed by the new secret and the one before', async () => {
    const { receiver, url, webhook } = await hook();
    const rotated = (await ask('POST', `${url}/secret`)).json() as WebhookWithSecret;
    expect(rotated.secret).not.toBe(webhook.secret);
    const told = await ask('POST', `${url}/test`);
    expect([told.statusCode, told.json()]).toMatchObject([202, { type: 'webhook.test', status: 'pending' }]);
    await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(1);
    const [request] = receiver.received;
    for (const { secret } of [rotated, webhook]) {
      expect(new Webhook(secret).verify(request?.body ?? '', request?.headers as Record<string, string>)).toMatchObject(
        {
          schema: 'tollgate/event@1',
          id: (told.json() as DeliveryRecord).eventId,
          data: { webhook: 'one' },
        },
      );
    }
    const delivered = async () => (await ask('GET', `${url}/deliveries?status=delivered`)).json().data;
    await expect
      .poll(delivered, { timeout: 5000 })
      .toMatchObject([{ status: 'delivered', attempts: 1, httpStatus: 200 }]);
    const again = await ask('POST', `${url}/deliveries/${told.json().id}/redelivery`);
    expect([again.statusCode, again.json().code]).toEqual([409, 'TG6021']);
  });

  test('Slack gets a message, its markup taken as text', async () => {
    const { receiver, url } = await hook({ format: 'slack', name: '<!channel> & "co"' });
    await ask('POST', `${url}/test`);
    await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(1);
    expect(receiver.received[0]?.body).toBe(JSON.stringify({ text: 'Webhook &lt;!channel&gt; &amp; "co" works.' }));
  });

  test.each([
    {},
    { name: 'a', url: 'ftp://example.com/' },
    { name: 'a', url: 'https://example.com/', events: ['nothing'] },
    { name: 'a', url: 'https://example.com/', secret: 'mine' },
  ])('refuses %j', async (payload) => {
    const answer = await ask('POST', '/v1/webhooks', payload);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'TG1005']);
  });
});

test('an address inside the network is refused, and not echoed', async () => {
  const guard = createTargetGuard({ allowPrivateTargets: false });
  const unused = {} as never;
  const webhooks = new WebhookService({
    store: unused,
    outbox: unused,
    queue: unused,
    post: unused,
    guard,
    now: () => new Date(),
  });
  const app = await testApp({ services: stateServices({ webhooks }) });
  const payload = { name: 'a', url: 'https://169.254.169.254/latest/meta-data/token' };
  const answer = await app.inject({ method: 'POST', url: '/v1/webhooks', payload });
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'TG6020']);
  expect(answer.body).not.toContain('meta-data');
});
