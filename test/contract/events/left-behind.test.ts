import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { composeServices } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { newEvent } from '../../../src/operations/resources/events/new-event.ts';
import { webhookInputSchema } from '../../../src/operations/resources/events/webhook.ts';
import { createOutbox } from '../../../src/state/outbox.ts';
import { createSealer } from '../../../src/state/sealed-text.ts';
import { createWebhookStore } from '../../../src/state/webhook-store.ts';
import { withState } from '../../support/kept-scan.ts';
import { startReceiver } from '../../support/receiver.ts';
import { temporaryDirectory } from '../../support/run-tollgate.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const KEY = 'a key of the tests';

test('an event that was kept and not handed over before the service ended is told when it starts again', {
  timeout: 120_000,
}, async () => {
  const receiver = await startReceiver(200);
  onTestFinished(receiver.close);
  const dataDir = temporaryDirectory();
  const event = newEvent('webhook.test', ['left'], { occurredAt: '2026-11-23T08:00:00.000Z', data: { webhook: 'x' } });
  await withState(dataDir, async ({ db }) => {
    const input = webhookInputSchema.parse({ name: 'x', url: receiver.url });
    await createWebhookStore(db, createSealer(KEY)).create(input, SECRET);
    await createOutbox(db, createSealer(KEY)).keep([event]);
  });
  const services = composeServices(
    readConfig({ TOLLGATE_DATA_DIR: dataDir, TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true', TOLLGATE_SECRET_KEY: KEY }),
  );
  onTestFinished(services.close);
  await services.state();
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1);
  const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
  expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toEqual(event);
});
