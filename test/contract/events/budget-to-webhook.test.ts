import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeliveryRecord } from '../../../src/operations/resources/events/webhook.ts';
import type { WebhookWithSecret } from '../../../src/operations/resources/events/webhook-service.ts';
import { isOver, type ScanRecord } from '../../../src/operations/resources/scans/scan-record.ts';
import type { TollgateEvent } from '../../../src/report/event-document.ts';
import { makeEndpoints, type World } from '../../support/aws-loopback/world.ts';
import { type PostgresPeer, postgresBin, startPostgres } from '../../support/postgres.ts';
import { type Received, startReceiver } from '../../support/receiver.ts';
import { postScan, type ScanApp, scanWhen, startScanApp } from '../../support/scan-app.ts';

const ENGINES =
  postgresBin() !== undefined || process.env['REQUIRE_PEERS'] === '1' ? ['pglite', 'postgresql'] : ['pglite'];

/** Before this time every zone was at 95 of 100 Gbps; a scan of one day does not look so far back. */
const CALM_SINCE = Date.now() / 1000 - 26 * 3600;

/** One endpoint in three zones, idle of late: 3 AZ x 730 h x 0.01 = 21.90 USD a month. */
const world: World = {
  account: '111122223333',
  region: 'us-east-1',
  endpoints: makeEndpoints(1, '2026-01-01T00:00:00Z'),
  bytes: (_endpoint, _subnet, start, period) => (start < CALM_SINCE ? (95e9 / 8) * period : undefined),
};

const budget = (name: string) => ({
  schema: 'tollgate/budget@1',
  name,
  amount: '10',
  currency: 'USD',
  thresholds: [
    { on: 'run-rate', share: '1' },
    { on: 'run-rate', share: '2.5' },
  ],
});

describe.each(ENGINES)('from a scan to a receiver on %s', (engine) => {
  let postgres: PostgresPeer | undefined;
  let service: ScanApp;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let webhook: WebhookWithSecret;

  beforeAll(async () => {
    postgres = engine === 'postgresql' ? await startPostgres() : undefined;
    receiver = await startReceiver(500, 'silence', 200);
    service = await startScanApp(
      { world },
      {
        TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
        TOLLGATE_WEBHOOK_ATTEMPTS: '3',
        TOLLGATE_WEBHOOK_RETRY_S: '1',
        TOLLGATE_WEBHOOK_TIMEOUT_S: '2',
        ...(postgres && { DATABASE_URL: postgres.url }),
      },
    );
    webhook = await send<WebhookWithSecret>('/v1/webhooks', {
      name: 'all',
      url: receiver.url,
      events: ['budget.crossed'],
    });
  }, 120_000);
  afterAll(async () => {
    await service?.close();
    await receiver?.close();
    await postgres?.stop();
  });

  async function send<Body>(path: string, body: object = {}): Promise<Body> {
    const answer = await fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([path, answer.status < 300]).toEqual([path, true]);
    return (await answer.json()) as Body;
  }

  async function scan(days = 1): Promise<void> {
    const { id } = (await (await postScan(service.url, { region: 'us-east-1', days })).json()) as ScanRecord;
    expect(await scanWhen(service.url, id, ({ state }) => isOver(state))).toMatchObject({ state: 'succeeded' });
  }

  const deliveries = async (status: string): Promise<readonly DeliveryRecord[]> => {
    const answer = await fetch(`${service.url}/v1/webhooks/${webhook.id}/deliveries?status=${status}`);
    return ((await answer.json()) as { data: DeliveryRecord[] }).data;
  };

  const verified = ({ body, headers }: Received): TollgateEvent<'budget.crossed'> =>
    new Webhook(webhook.secret).verify(body, headers as Record<string, string>) as TollgateEvent<'budget.crossed'>;

  test('a receiver that fails, then says nothing, then comes back is told of one event', {
    timeout: 120_000,
  }, async () => {
    await send('/v1/budgets', budget('first'));
    await scan();
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(3);
    const events = receiver.received.map(verified);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([events[0]?.id]));
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(events[0]?.data).toEqual({
      budget: 'first',
      on: 'run-rate',
      share: '1',
      limit: '10.00',
      spent: '21.90',
      currency: 'USD',
    });
    await expect
      .poll(() => deliveries('delivered'), { timeout: 10_000 })
      .toMatchObject([{ eventId: events[0]?.id, attempts: 3, httpStatus: 200, error: null }]);
    // What the metrics show is kept by the same job: 21.90 / 730. A scrape may be 15 s behind.
    const scrape = async () => (await fetch(`${service.url}/metrics`)).text();
    await expect
      .poll(scrape, { timeout: 40_000, interval: 1000 })
      .toContain('tollgate_cost_per_hour{account="111122223333",region="us-east-1",currency="USD"} 0.03');
  });

  test('one that never comes back leaves a dead letter, which is sent again on request', {
    timeout: 120_000,
  }, async () => {
    receiver.received.length = 0;
    receiver.answer(503);
    await send('/v1/budgets', budget('second'));
    await scan();
    await expect
      .poll(() => deliveries('dead'), { timeout: 60_000 })
      .toMatchObject([{ attempts: 3, httpStatus: 503, error: 'answered 503' }]);
    // The first budget is still crossed, and was told before.
    expect(new Set(receiver.received.map((each) => verified(each).data.budget))).toEqual(new Set(['second']));
    const [dead] = await deliveries('dead');

    receiver.answer(200);
    await send(`/v1/webhooks/${webhook.id}/deliveries/${dead?.id}/redelivery`);
    await expect
      .poll(() => deliveries('delivered'), { timeout: 30_000 })
      .toMatchObject([{ id: dead?.id, attempts: 4, httpStatus: 200 }, { attempts: 3 }]);
    expect(await deliveries('dead')).toEqual([]);
    expect(new Set(receiver.received.map((each) => verified(each).id))).toEqual(new Set([dead?.eventId]));
    expect(receiver.received).toHaveLength(4);
  });

  test('an endpoint that a later scan finds at another level is told of', { timeout: 120_000 }, async () => {
    const levels = await startReceiver(200);
    onTestFinished(levels.close);
    const input = { name: 'levels', url: levels.url, events: ['headroom.level-changed'] };
    webhook = await send<WebhookWithSecret>('/v1/webhooks', input);
    await scan(2);
    await expect.poll(() => levels.received.length, { timeout: 30_000 }).toBe(1);
    expect(levels.received.map(verified)).toMatchObject([
      { type: 'headroom.level-changed', data: { endpoint: 'vpce-000000', from: 'ok', to: 'critical' } },
    ]);
  });
});
