import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stubEnvironment } from '../support/live-sources.ts';
import { bundledCards, catalogueOf, edited } from '../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../support/price-list-stub/index.ts';
import { onDemand } from '../support/price-list-stub/rows.ts';
import { scratchDir } from '../support/pricing-cache-dirs.ts';

const catalogue = catalogueOf(bundledCards().filter((card) => /^(us-east-1|eu-west-1|cn-north-1)$/.test(card.region)));

let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue });
});
afterAll(() => stub.close());

/** Runs `tollgate` as its own process against the stub. */
function tollgate(cacheDir: string, ...args: readonly string[]) {
  return tollgateWith({ TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true' }, cacheDir, ...args);
}

function tollgateWith(more: Readonly<Record<string, string>>, cacheDir: string, ...args: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    TOLLGATE_PRICING_CACHE: cacheDir,
    // A state database of its own: whoever else runs may hold the usual one.
    TOLLGATE_DATA_DIR: join(cacheDir, 'state'),
    TOLLGATE_PRICE_LIST_URL: stub.url,
    ...stubEnvironment(stub.url),
    ...more,
  };
  return new Promise<{ code: number; out: string; err: string }>((done) =>
    execFile(process.execPath, ['src/main.ts', ...args], { env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    ),
  );
}

const hoursIn = (out: string): string =>
  JSON.parse(out).rates.find((rate: { product: string }) => rate.product === 'interface-endpoint-hours').tiers[0].price;

describe('tollgate rates', () => {
  test.each(['price-list-bulk', 'price-list-query'])(
    'refresh --source %s: prices read, kept, shown and verified',
    async (source) => {
      const cache = scratchDir();
      const region = ['--region', 'eu-west-1'];
      const dearer = edited(catalogue, (row) =>
        row.attributes.usagetype === 'EU-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
          ? [{ ...row, terms: onDemand(row.sku, 'Hrs', 'USD', [{ from: '0', to: null, price: '0.0123' }]) }]
          : [row],
      );
      stub.publish(dearer, { version: '20260920120000', publicationDate: '2026-09-20T12:00:00Z' });

      const refreshed = await tollgate(cache, 'rates', 'refresh', ...region, '--source', source, '--format', 'json');
      expect(refreshed).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(refreshed.out)).toMatchObject({
        source,
        totals: { changed: 1, failed: 0 },
        regions: [{ changes: [{ product: 'interface-endpoint-hours', change: 'changed', from: '2026-09-01' }] }],
      });

      const shown = await tollgate(cache, 'rates', 'show', ...region, '--format', 'json');
      expect(hoursIn(shown.out)).toBe('0.0123');
      const verified = await tollgate(cache, 'rates', 'verify', ...region, '--live', '--source', source);
      expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('all in order') });
    },
  );

  test('a mirror at a private address is refused unless that is allowed, and nothing is asked of it', async () => {
    const before = stub.requests.length;
    const region = ['--region', 'eu-west-1'];
    const refused = await tollgateWith({}, scratchDir(), 'rates', 'refresh', ...region);
    expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('TG1523')]);
    expect(stub.requests).toHaveLength(before);
  });

  test('a Region that fails ends with 1, is named, and the others are kept', async () => {
    const cache = scratchDir();
    stub.publish(catalogue, { version: '20260917190528', publicationDate: '2026-09-17T19:05:28Z' });
    const regions = ['--region', 'us-east-1', '--region', 'sa-east-1', '--region', 'cn-north-1'];
    const { code, out } = await tollgate(cache, 'rates', 'refresh', ...regions);
    expect(code).toBe(1);
    expect(out).toContain('3 Regions: 2 unchanged, 1 failed');
    expect(out).toMatch(/sa-east-1: TG1304/);
    const shown = await tollgate(cache, 'rates', 'show', '--region', 'us-east-1', '--format', 'json');
    expect(JSON.parse(shown.out).publishedAt).toBe('2026-09-17');
  });

  test('verify ends with 1 on a damaged copy, and show goes on with the last good one', async () => {
    const cache = scratchDir();
    await tollgate(cache, 'rates', 'refresh', '--region', 'us-east-1');
    writeFileSync(join(cache, 'aws', 'us-east-1.json'), 'torn');
    const verified = await tollgate(cache, 'rates', 'verify', '--region', 'us-east-1');
    expect(verified).toMatchObject({ code: 1, out: expect.stringContaining('damaged') });
    const shown = await tollgate(cache, 'rates', 'show', '--region', 'us-east-1');
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('TG1353') });
  });

  test('offline, nothing is asked', async () => {
    const before = stub.requests.length;
    const { code, out, err } = await tollgate(scratchDir(), '--offline', 'rates', 'refresh');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('TG1514');
    expect(stub.requests).toHaveLength(before);
  });
});
