import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TollgateError } from '../../../../src/core/errors.ts';
import {
  type RefreshPorts,
  type RefreshRequest,
  refreshRates,
} from '../../../../src/operations/rates-refresh/refresh-rates.ts';
import type { RateCard } from '../../../../src/rates/rate-card.ts';
import type { RateSource } from '../../../../src/rates/rate-source.ts';
import { createPricingCache } from '../../../../src/rates/sources/pricing-cache/index.ts';
import { rateRefreshDocumentSchema } from '../../../../src/report/rate-refresh.ts';
import { bulkAgainst, listedPrices, queryAgainst } from '../../../support/live-sources.ts';
import { BUNDLED_DIR, bundledCards, catalogueOf, edited } from '../../../support/price-list-stub/catalogue.ts';
import { type PriceListStub, startPriceListStub } from '../../../support/price-list-stub/index.ts';
import { onDemand, type StubRow } from '../../../support/price-list-stub/rows.ts';
import { scratchDir } from '../../../support/pricing-cache-dirs.ts';
import { rate, rateCard } from '../../../support/rate-cards.ts';

const NOW = new Date('2026-09-18T00:00:00Z');
const HOUR_MS = 3_600_000;
const REGIONS = /^(us-east-[12]|eu-west-1|cn-north-1)$/;
const cards = bundledCards().filter((card) => REGIONS.test(card.region));
const snapshot = new Map(cards.map((card) => [card.region, card]));

let stub: PriceListStub;
beforeAll(async () => {
  stub = await startPriceListStub({ catalogue: catalogueOf(cards) });
});
afterAll(() => stub.close());

function setUp(live: RateSource, clock = { now: NOW }) {
  const userDir = scratchDir();
  const { source, store } = createPricingCache({
    bundledDir: BUNDLED_DIR,
    userDir,
    now: () => clock.now,
    recheckMs: 0,
  });
  const ports: RefreshPorts = { live, rates: source, store, now: () => clock.now };
  return { ports, source, store, userDir, run: (request: RefreshRequest) => refreshRates(request, ports) };
}

/** A live source that gives these cards, and an error for every other Region. */
const liveOf = (...given: readonly RateCard[]): RateSource => ({
  kind: 'price-list-bulk',
  async rateCard(region) {
    const card = given.find((each) => each.region === region);
    if (!card) throw new TollgateError('TG1305', `no ${region} today`);
    return { card, findings: [], skippedRows: 3 };
  },
});

describe.each([
  ['price-list-bulk', bulkAgainst],
  ['price-list-query', queryAgainst],
] as const)('refreshRates through %s', (kind, against) => {
  test('a list that says what the snapshot says changes no price and confirms the doubtful ones', async () => {
    const { run, source } = setUp(against(stub.url));
    const document = await run({ regions: [...snapshot.keys()] });
    expect(rateRefreshDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({
      source: kind,
      startedAt: NOW.toISOString(),
      totals: { regions: 4, unchanged: 4, changed: 0, fresh: 0, failed: 0 },
    });
    for (const [region, before] of snapshot) {
      const { card, findings } = await source.rateCard(region);
      expect(listedPrices(card)).toEqual(listedPrices(before));
      expect(card.rates.map((each) => each.product)).toEqual(before.rates.map((each) => each.product));
      expect(findings).toEqual([]);
      const refreshed = document.regions.find((each) => each.region === region);
      const unlisted = before.rates.filter((each) => each.usageType.startsWith('('));
      const doubtful = before.rates.filter((each) => each.confidence !== 'high' && !unlisted.includes(each));
      expect(refreshed).toMatchObject({
        version: '20260917190528',
        publishedAt: '2026-09-17',
        keptRates: unlisted.length,
      });
      expect(refreshed?.confirmed).toBe(doubtful.length);
      expect(card.rates.filter((each) => each.usageType.startsWith('('))).toEqual(unlisted);
    }
  });

  test('names a price that changed, and the day from which it holds', async () => {
    const dearer = (row: StubRow): readonly StubRow[] =>
      row.attributes.usagetype === 'EU-VpcEndpoint-Hours' && row.attributes.operation === 'VpcEndpoint'
        ? [
            {
              ...row,
              terms: onDemand(
                row.sku,
                'Hrs',
                'USD',
                [{ from: '0', to: null, price: '0.0115' }],
                '2026-10-01T00:00:00Z',
              ),
            },
          ]
        : [row];
    const changed = await startPriceListStub({ catalogue: edited(catalogueOf(cards), dearer) });
    const { run, source } = setUp(against(changed.url));
    const document = await run({ regions: ['eu-west-1'] });
    expect(document.regions).toMatchObject([
      {
        region: 'eu-west-1',
        status: 'changed',
        changes: [
          {
            product: 'interface-endpoint-hours',
            change: 'changed',
            before: [{ from: '0', to: null, price: '0.011' }],
            after: [{ from: '0', to: null, price: '0.0115' }],
            from: '2026-10-01',
          },
        ],
      },
    ]);
    const { card } = await source.rateCard('eu-west-1');
    expect(card.rates.find((each) => each.product === 'interface-endpoint-hours')?.tiers[0]?.price).toBe('0.0115');
    await changed.close();
  });
});

describe('refreshRates', () => {
  test('one Region that fails takes nothing from the others, and readers learn of it', async () => {
    const { run, source } = setUp(liveOf(rateCard(), rateCard({ region: 'us-east-2' })));
    const document = await run({ regions: ['us-east-1', 'eu-west-1', 'us-east-2', 'mars-north-1', 'us-east-1'] });
    expect(document.totals).toEqual({ regions: 4, changed: 0, unchanged: 2, fresh: 0, failed: 2 });
    expect(document.regions.map(({ region, status, error }) => [region, status, error?.code])).toEqual([
      ['us-east-1', 'unchanged', undefined],
      ['eu-west-1', 'failed', 'TG1305'],
      ['us-east-2', 'unchanged', undefined],
      ['mars-north-1', 'failed', 'TG1305'],
    ]);
    const { card, findings } = await source.rateCard('eu-west-1');
    expect(card.publishedAt).toBe('2025-11-04');
    expect(findings).toMatchObject([{ code: 'TG1351', message: expect.stringContaining('failed with TG1305') }]);
  });

  test('Regions read within the age limit are left alone', async () => {
    const clock = { now: NOW };
    const { run } = setUp(liveOf(rateCard()), clock);
    const statusAfter = async (hours: number) => {
      clock.now = new Date(NOW.getTime() + hours * HOUR_MS);
      const { regions } = await run({ regions: ['us-east-1'], maxAgeMs: 24 * HOUR_MS });
      return regions[0]?.status;
    };
    expect([await statusAfter(0), await statusAfter(23), await statusAfter(24)]).toEqual([
      'unchanged',
      'fresh',
      'unchanged',
    ]);
  });

  test('a card with two prices of one product is refused, and the one before stays', async () => {
    const twice = rateCard({ rates: [rate(), rate({ sku: 'B', tiers: [{ from: '0', to: null, price: '0.5' }] })] });
    const { run, source } = setUp(liveOf(twice));
    const document = await run({ regions: ['us-east-1'] });
    expect(document.regions[0]?.error).toMatchObject({ code: 'TG1302', message: expect.stringContaining('(B)') });
    expect((await source.rateCard('us-east-1')).card.publishedAt).toBe('2025-11-04');
  });

  test('a live source is told what is known, unless every offer is to be read anew', async () => {
    const known: (RateCard | undefined)[] = [];
    const live = liveOf(rateCard());
    const { run } = setUp({
      ...live,
      rateCard(region, signal, card) {
        known.push(card);
        return live.rateCard(region, signal);
      },
    });
    await run({ regions: ['us-east-1'] });
    await run({ regions: ['us-east-1'], isForced: true });
    expect(known.map((card) => card?.region)).toEqual(['us-east-1', undefined]);
  });

  test('an abort ends the refresh, keeps what was read and blames no Region', async () => {
    const stop = new AbortController();
    const live = liveOf(rateCard());
    const { run, source, userDir } = setUp({
      ...live,
      async rateCard(region, signal) {
        if (region === 'us-east-1') return live.rateCard(region, signal);
        stop.abort(new Error('stopped by the user'));
        throw stop.signal.reason;
      },
    });
    const regions = ['us-east-1', 'us-east-2'];
    await expect(run({ regions, signal: stop.signal })).rejects.toThrow('stopped by the user');
    await expect.poll(async () => (await source.rateCard('us-east-1')).card.publishedAt).toBe('2026-09-17');
    expect(readdirSync(join(userDir, 'aws')).filter((name) => name.includes('failure'))).toEqual([]);
  });

  test('where the cache cannot be written, the document says so for each Region', async () => {
    const { ports } = setUp(liveOf(rateCard()));
    const { store } = createPricingCache({ bundledDir: BUNDLED_DIR, userDir: '/dev/null/cache' });
    const document = await refreshRates({ regions: ['us-east-1'] }, { ...ports, store });
    expect(document.regions).toMatchObject([{ status: 'failed', error: { code: 'TG1308' } }]);
  });
});
