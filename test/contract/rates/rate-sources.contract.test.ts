import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateCardSchema } from '../../../src/rates/rate-card.ts';
import type { RateSource } from '../../../src/rates/rate-source.ts';
import { RATE_SOURCES } from '../../../src/rates/registry.ts';
import { awsGetProducts } from '../../../src/rates/sources/price-list-query/index.ts';
import { bulkAgainst, listedPrices, queryAgainst, stubEnvironment } from '../../support/live-sources.ts';
import { BUNDLED_DIR, bundledCards } from '../../support/price-list-stub/catalogue.ts';
import { DECOY_PRICE } from '../../support/price-list-stub/decoys.ts';
import { type PriceListStub, startPriceListStub } from '../../support/price-list-stub/index.ts';

let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub();
  Object.assign(process.env, stubEnvironment(stub.url));
});
afterAll(() => stub.close());

const snapshot = new Map(bundledCards().map((card) => [card.region, card]));

describe.each(Object.entries(RATE_SOURCES))('rate source %s', (kind, entry) => {
  let source: RateSource;
  beforeAll(async () => {
    source = await entry.open({ bundledDir: BUNDLED_DIR, bulkOrigin: stub.url, getProductsFor: awsGetProducts() });
  });

  test('is registered under its own kind', () => {
    expect(source.kind).toBe(kind);
  });

  test.each(['us-east-1', 'us-gov-west-1', 'cn-north-1'])(
    'gives the card of %s: every price, and no other',
    async (region) => {
      const { card, findings } = await source.rateCard(region);
      const expected = snapshot.get(region);
      expect(rateCardSchema.parse(card)).toEqual(card);
      expect(card).toMatchObject({ region, partition: expected?.partition, currency: expected?.currency });
      expect(listedPrices(card)).toEqual(expected && listedPrices(expected));
      expect(findings).toEqual([]);
      expect(card.publishedAt).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(card.version).not.toBe('');
    },
  );

  test.each(['mars-north-1', 'eusc-de-east-1', '../us-east-1', ''])('%j has no rates (TG1303)', async (region) => {
    await expect(source.rateCard(region)).rejects.toMatchObject({ code: 'TG1303' });
  });

  test('an aborted call ends as an abort', async () => {
    const reason = new Error('stopped by the user');
    await expect(source.rateCard('us-east-2', AbortSignal.abort(reason))).rejects.toThrow('stopped by the user');
  });
});

describe.each([
  ['price-list-bulk', bulkAgainst],
  ['price-list-query', queryAgainst],
] as const)('%s against the whole world', (_kind, against) => {
  test('gives every Region of the snapshot the prices of the snapshot, in the same order, and no decoy', async () => {
    const source = against(stub.url);
    for (const [region, expected] of snapshot) {
      const { card, findings, skippedRows } = await source.rateCard(region);
      expect(listedPrices(card), region).toEqual(listedPrices(expected));
      expect(findings, region).toEqual([]);
      expect(skippedRows, region).toBeGreaterThan(0);
      expect(JSON.stringify(card.rates), region).not.toContain(DECOY_PRICE);
    }
    expect(snapshot.size).toBe(38);
  });
});
