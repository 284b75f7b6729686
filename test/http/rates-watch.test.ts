import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import type { RefreshState } from '../../src/http/refresh/rate-refresher.ts';
import { webhookInputSchema } from '../../src/operations/resources/events/webhook.ts';
import { createSealer } from '../../src/state/sealed-text.ts';
import { createWebhookStore } from '../../src/state/webhook-store.ts';
import { idleSnapshot, keepScan, withState } from '../support/kept-scan.ts';
import { bundledCards, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { startPriceListStub } from '../support/price-list-stub/index.ts';
import { onDemand } from '../support/price-list-stub/rows.ts';
import { scratchDir } from '../support/pricing-cache-dirs.ts';
import { startReceiver } from '../support/receiver.ts';
import { temporaryDirectory } from '../support/run-tollgate.ts';
import { spawnServer } from '../support/spawn-server.ts';

/** Asks again while the service says that the machine is too busy: it shares it with other tests. */
async function ask(address: string, init?: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(address, init);
    if (answer.status !== 503) return answer;
    await new Promise((done) => setTimeout(done, 500));
  }
}

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('a refresh that changes a price in use says what that does, and tells the webhooks once', {
  timeout: 120_000,
}, async () => {
  const dearer = edited(catalogueOf(bundledCards().filter(({ region }) => region === 'eu-west-1')), (row) =>
    row.attributes.usagetype === 'EU-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
      ? [{ ...row, terms: onDemand(row.sku, 'Hrs', 'USD', [{ from: '0', to: null, price: '0.0123' }]) }]
      : [row],
  );
  const stub = await startPriceListStub({ catalogue: dearer });
  onTestFinished(() => stub.close());
  const receiver = await startReceiver(200);
  onTestFinished(receiver.close);
  const dataDir = temporaryDirectory();
  await withState(dataDir, async (database) => {
    await keepScan(database, 'self', idleSnapshot('eu-west-1', 'euw1'));
    await keepScan(database, '111122223333', idleSnapshot('eu-west-1', 'euw1'));
    const input = webhookInputSchema.parse({ name: 'prices', url: receiver.url });
    await createWebhookStore(database.db, createSealer(undefined)).create(input, SECRET);
  });
  const { url } = await spawnServer({
    TOLLGATE_OFFLINE: 'false',
    TOLLGATE_PRICING_CACHE: scratchDir(),
    TOLLGATE_PRICE_LIST_URL: stub.url,
    TOLLGATE_DATA_DIR: dataDir,
    TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
  });
  // Jobs that were left make the service open its database by itself; the list of webhooks waits for that.
  expect(((await (await ask(`${url}/v1/webhooks`)).json()) as { data: unknown[] }).data).toHaveLength(1);
  const refresh = async () => {
    const answer = await ask(`${url}/v1/rates/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ regions: ['eu-west-1'] }),
    });
    expect(answer.status).toBe(202);
    const state = async () => (await (await ask(`${url}/v1/rates/refresh`)).json()) as RefreshState;
    await expect.poll(async () => (await state()).status, { timeout: 20_000 }).toBe('done');
    return (await state()).result?.regions;
  };
  // Each of the two: 2 AZ x 730 h x 0.011 = 16.06, and x 0.0123 = 17.958.
  expect(await refresh()).toMatchObject([
    { impact: { networks: 2, monthlyBefore: '32.12', monthlyAfter: '35.916', delta: '3.796' } },
  ]);
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(1);
  const [request] = receiver.received;
  expect(new Webhook(SECRET).verify(request?.body ?? '', request?.headers as Record<string, string>)).toMatchObject({
    type: 'price.changed',
    data: {
      region: 'eu-west-1',
      changes: [{ product: 'interface-endpoint-hours', from: '0.011', to: '0.0123', effectiveFrom: '2026-09-01' }],
      monthlyBefore: '32.12',
      monthlyAfter: '35.916',
    },
  });
  const [again] = (await refresh()) ?? [];
  expect([again?.status, again?.impact, receiver.received.length]).toEqual(['unchanged', undefined, 1]);
});
