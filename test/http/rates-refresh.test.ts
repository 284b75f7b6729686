import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RefreshState } from '../../src/http/refresh/rate-refresher.ts';
import type { RateCard } from '../../src/rates/rate-card.ts';
import type { RateReading } from '../../src/rates/rate-source.ts';
import { bundledCards, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../support/price-list-stub/index.ts';
import { onDemand } from '../support/price-list-stub/rows.ts';
import { scratchDir } from '../support/pricing-cache-dirs.ts';

const cards = bundledCards().filter((card) => /^(us-east-1|eu-west-1)$/.test(card.region));
const dearer = edited(catalogueOf(cards), (row) =>
  row.attributes.usagetype === 'EU-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
    ? [{ ...row, terms: onDemand(row.sku, 'Hrs', 'USD', [{ from: '0', to: null, price: '0.0123' }]) }]
    : [row],
);

let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue: dearer });
});
afterAll(() => stub.close());

/** Starts `tollgate serve` as its own process and gives its address once it listens. */
async function serve(environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    TOLLGATE_PRICING_CACHE: scratchDir(),
    TOLLGATE_DATA_DIR: scratchDir(),
    TOLLGATE_PRICE_LIST_URL: stub.url,
    TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true',
    ...environment,
  };
  const server = spawn(process.execPath, ['src/main.ts', 'serve', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => stop(server));
  for await (const line of createInterface({ input: server.stderr })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('the server ended before it listened');
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

const getJson = async <T>(address: string): Promise<T> => (await (await fetch(address)).json()) as T;

const hoursAt = async (url: string): Promise<string | undefined> => {
  const { card } = await getJson<{ card: RateCard }>(`${url}/v1/rates?region=eu-west-1`);
  return card.rates.find((rate) => rate.product === 'interface-endpoint-hours')?.tiers[0]?.price;
};

const refresh = (url: string, regions: readonly string[]) =>
  fetch(`${url}/v1/rates/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ regions }),
  });

describe('POST /v1/rates/refresh', () => {
  test('reads the live list in the background; the new price is served, a failed Region keeps its own and says so', async () => {
    const url = await serve();
    expect(await hoursAt(url)).toBe('0.011');
    const started = await refresh(url, ['eu-west-1', 'sa-east-1']);
    expect(started.status).toBe(202);
    const state = () => getJson<RefreshState>(`${url}/v1/rates/refresh`);
    await expect.poll(async () => (await state()).status, { timeout: 15_000 }).toBe('done');
    expect((await state()).result).toMatchObject({
      totals: { changed: 1, failed: 1 },
      regions: [
        { region: 'eu-west-1', changes: [{ product: 'interface-endpoint-hours' }] },
        { region: 'sa-east-1', error: { code: 'TG1304' } },
      ],
    });
    await expect.poll(() => hoursAt(url), { timeout: 5000 }).toBe('0.0123');
    const findings = async () => (await getJson<RateReading>(`${url}/v1/rates?region=sa-east-1`)).findings;
    await expect.poll(findings, { timeout: 5000 }).toMatchObject([{ code: 'TG1351' }]);
  });

  test('offline, nothing is asked', async () => {
    const url = await serve({ TOLLGATE_OFFLINE: 'true' });
    const before = stub.requests.length;
    const refused = await refresh(url, ['eu-west-1']);
    expect(await refused.json()).toMatchObject({ status: 409, code: 'TG1514' });
    expect(stub.requests).toHaveLength(before);
  });
});
