import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webhookInputSchema } from '../../src/operations/resources/events/webhook.ts';
import { createOutbox } from '../../src/state/outbox.ts';
import { createSealer } from '../../src/state/sealed-text.ts';
import { createWebhookStore } from '../../src/state/webhook-store.ts';
import { idleSnapshot, keepScan, withState } from '../support/kept-scan.ts';
import { bundledCards, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../support/price-list-stub/index.ts';
import { onDemand } from '../support/price-list-stub/rows.ts';
import { scratchDir } from '../support/pricing-cache-dirs.ts';
import { temporaryDirectory, tollgate } from '../support/run-tollgate.ts';

/** Endpoint hours in eu-west-1 cost 0.0123 from now on; the snapshot says 0.011. */
const dearer = edited(catalogueOf(bundledCards().filter(({ region }) => region === 'eu-west-1')), (row) =>
  row.attributes.usagetype === 'EU-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
    ? [{ ...row, terms: onDemand(row.sku, 'Hrs', 'USD', [{ from: '0', to: null, price: '0.0123' }]) }]
    : [row],
);
let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue: dearer });
});
afterAll(() => stub.close());

const env = (dataDir: string) => ({
  TOLLGATE_OFFLINE: 'false',
  TOLLGATE_PRICING_CACHE: scratchDir(),
  TOLLGATE_PRICE_LIST_URL: stub.url,
  TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
  TOLLGATE_DATA_DIR: dataDir,
});
const REFRESH = ['rates', 'refresh', '--region', 'eu-west-1'];
const SNAPSHOT = idleSnapshot('eu-west-1', 'euw1');

/** 2 AZ x 730 h = 1,460 AZ-hours, at 0.011 and at 0.0123. */
const IMPACT = {
  networks: 1,
  changes: [{ product: 'interface-endpoint-hours' }],
  monthlyBefore: '16.06',
  monthlyAfter: '17.958',
  delta: '1.898',
};

test('the month of the network that is given, before and after', async () => {
  const dir = temporaryDirectory();
  const path = join(dir, 'snapshot.json');
  writeFileSync(path, JSON.stringify(SNAPSHOT));
  const told = await tollgate([...REFRESH, '--path', path, '--format', 'json'], { env: env(dir) });
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(told.out).regions).toMatchObject([{ region: 'eu-west-1', impact: IMPACT }]);

  const table = await tollgate([...REFRESH, '--path', path, '--format', 'markdown'], { env: env(dir) });
  expect(table.out).toContain('| eu-west-1 | 1 | interface-endpoint-hours | $16.06 | $17.96 | +$1.90 |');

  const wrong = await tollgate([...REFRESH, '--path', join(dir, 'none.json')], { env: env(dir) });
  expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('TG1007') });
});

test('the newest kept scan, and an event for the service to tell; one that a service holds is not touched', {
  timeout: 120_000,
}, async () => {
  const dataDir = temporaryDirectory();
  const webhook = await withState(dataDir, async (database) => {
    await keepScan(database, '111122223333', { ...SNAPSHOT, topology: { ...SNAPSHOT.topology, endpoints: [] } });
    await keepScan(database, '111122223333', SNAPSHOT);
    const input = webhookInputSchema.parse({ name: 'prices', url: 'https://example.com/' });
    return (await createWebhookStore(database.db, createSealer(undefined)).create(input, 'whsec_AAAA')).id;
  });
  const told = await tollgate([...REFRESH, '--format', 'json'], { env: env(dataDir) });
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(told.out).regions).toMatchObject([{ impact: IMPACT }]);

  await withState(dataDir, async (database) => {
    const waiting = await createOutbox(database.db, createSealer(undefined)).deliveries(webhook, 'pending', {
      limit: 5,
    });
    expect(waiting).toMatchObject([{ type: 'price.changed', attempts: 0 }]);
    const busy = await tollgate([...REFRESH, '--format', 'json'], { env: env(dataDir) });
    expect(busy).toMatchObject({ code: 0, err: expect.stringContaining('not known') });
    expect(JSON.parse(busy.out).regions[0]).not.toHaveProperty('impact');
  });
});
