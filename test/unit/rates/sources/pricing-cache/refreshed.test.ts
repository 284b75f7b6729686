import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RateCard } from '../../../../../src/rates/rate-card.ts';
import { sha256 } from '../../../../../src/rates/sources/pricing-cache/checksum.ts';
import { createPricingCache } from '../../../../../src/rates/sources/pricing-cache/index.ts';
import { BUNDLED_DIR } from '../../../../support/price-list-stub/catalogue.ts';
import { scratchDir, snapshotCopy } from '../../../../support/pricing-cache-dirs.ts';
import { rate, rateCard } from '../../../../support/rate-cards.ts';

const HOUR_MS = 3_600_000;
const FIRST = new Date('2026-09-18T00:00:00Z');

/** A card of us-east-1 whose endpoint hours cost this much. */
const priced = (price: string, fields: Partial<RateCard> = {}): RateCard =>
  rateCard({ rates: [rate({ tiers: [{ from: '0', to: null, price }] })], ...fields });

const hoursOf = (card: RateCard): string | undefined =>
  card.rates.find((each) => each.product === 'interface-endpoint-hours')?.tiers[0]?.price;

function cacheAt(userDir: string, clock = { now: FIRST }, bundledDir = BUNDLED_DIR, recheckMs = 0) {
  return createPricingCache({ bundledDir, userDir, now: () => clock.now, recheckMs });
}

const fileIn = (userDir: string, name = 'us-east-1.json'): string => join(userDir, 'aws', name);

function replaceByDirectory(file: string): void {
  rmSync(file);
  mkdirSync(file);
}

describe('refreshed cards', () => {
  test('win over the snapshot, which adds what they do not name', async () => {
    const userDir = scratchDir();
    const { source, store } = cacheAt(userDir);
    await store.save(priced('0.02'), FIRST);
    const { card, findings } = await source.rateCard('us-east-1');
    expect(hoursOf(card)).toBe('0.02');
    expect(card.publishedAt).toBe('2026-09-17');
    expect(card.rates.find((each) => each.product === 'nat-gateway-hours')?.asOf).toBe('2025-10-28');
    expect(findings).toEqual([]);
  });

  test('give way to the snapshot of a Tollgate that is newer than they are', async () => {
    const { source, store } = cacheAt(scratchDir());
    await store.save(priced('0.02', { publishedAt: '2025-01-01' }), FIRST);
    expect(hoursOf((await source.rateCard('us-east-1')).card)).toBe('0.01');
  });

  test('are stale after 24 hours, and not before', async () => {
    const clock = { now: FIRST };
    const { source, store } = cacheAt(scratchDir(), clock);
    await store.save(priced('0.02'), FIRST);
    clock.now = new Date(FIRST.getTime() + 24 * HOUR_MS);
    expect((await source.rateCard('us-east-1')).findings).toEqual([]);
    clock.now = new Date(FIRST.getTime() + 31 * HOUR_MS);
    expect((await source.rateCard('us-east-1')).findings).toMatchObject([
      {
        code: 'TG1351',
        subject: 'us-east-1',
        message: 'The rates of us-east-1 were read from the price list 31 hours ago, on 2026-09-18T00:00:00.000Z.',
      },
    ]);
  });

  test('a failed refresh is told with the age of what is used instead', async () => {
    const { source, store } = cacheAt(scratchDir(), { now: new Date('2025-11-14T12:00:00Z') });
    await store.saveFailure('us-east-1', { at: '2025-11-14T11:00:00Z', code: 'TG1305' });
    const { card, findings } = await source.rateCard('us-east-1');
    expect(hoursOf(card)).toBe('0.01');
    expect(findings).toMatchObject([
      {
        code: 'TG1351',
        message:
          'The rates of us-east-1 were published 10 days ago, on 2025-11-04; the refresh of 2025-11-14T11:00:00Z failed with TG1305.',
      },
    ]);
    await store.save(priced('0.02'), new Date('2025-11-14T12:00:00Z'));
    expect((await source.rateCard('us-east-1')).findings).toEqual([]);
  });

  test.each<[string, (file: string) => void]>([
    ['torn', (file) => truncateSync(file, 200)],
    ['empty', (file) => writeFileSync(file, '')],
    ['tampered with', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('0.03', '0.00'))],
    ['garbled after its end', (file) => appendFileSync(file, '}')],
    ['a directory', (file) => replaceByDirectory(file)],
  ])('a copy that is %s gives way to the one before it, then to the snapshot', async (_name, damage) => {
    const userDir = scratchDir();
    const { source, store } = cacheAt(userDir);
    await store.save(priced('0.02'), FIRST);
    await store.save(priced('0.03'), FIRST);
    expect(hoursOf((await source.rateCard('us-east-1')).card)).toBe('0.03');

    damage(fileIn(userDir));
    const second = await source.rateCard('us-east-1');
    expect(hoursOf(second.card)).toBe('0.02');
    expect(second.findings).toMatchObject([
      { code: 'TG1353', message: 'For us-east-1 the refreshed copy is damaged; the refreshed copy before it is used.' },
    ]);

    writeFileSync(fileIn(userDir, 'us-east-1.previous.json'), 'not a card');
    const third = await source.rateCard('us-east-1');
    expect(hoursOf(third.card)).toBe('0.01');
    expect(third.findings.map((finding) => finding.message)).toEqual([
      'For us-east-1 the refreshed copy is damaged; the snapshot that ships with Tollgate is used.',
      'For us-east-1 the refreshed copy before it is damaged; the snapshot that ships with Tollgate is used.',
    ]);
  });

  test.each<[string, unknown]>([
    ['of another Region', priced('0.02', { region: 'eu-west-1' })],
    ['of another shape', { schema: 'tollgate/rate-card@1', region: 'us-east-1', rates: [] }],
    [
      'with a price that is a number',
      { ...priced('0.02'), rates: [{ ...rate(), tiers: [{ from: '0', to: null, price: 1 }] }] },
    ],
  ])('a card %s is refused, though its checksum holds', async (_name, card) => {
    const userDir = scratchDir();
    const { source } = cacheAt(userDir);
    mkdirSync(join(userDir, 'aws'));
    const text = JSON.stringify(card);
    const entry = {
      schema: 'tollgate/cached-rate-card@1',
      fetchedAt: FIRST.toISOString(),
      sha256: sha256(text),
      card: text,
    };
    writeFileSync(fileIn(userDir), JSON.stringify(entry));
    const { card: used, findings } = await source.rateCard('us-east-1');
    expect(hoursOf(used)).toBe('0.01');
    expect(findings).toMatchObject([{ code: 'TG1353' }]);
  });

  test('a good copy stands in for a damaged snapshot, and says so', async () => {
    const bundledDir = snapshotCopy();
    const { source, store } = cacheAt(scratchDir(), { now: FIRST }, bundledDir);
    await store.save(priced('0.02'), FIRST);
    writeFileSync(join(bundledDir, 'manifest.json'), '');
    const { card, findings } = await source.rateCard('us-east-1');
    expect(hoursOf(card)).toBe('0.02');
    expect(findings).toMatchObject([
      { code: 'TG1353', message: expect.stringContaining('ships with Tollgate is damaged') },
    ]);
  });

  test('what another process writes is seen after the recheck time, and not looked for before', async () => {
    const userDir = scratchDir();
    const clock = { now: FIRST };
    const reader = cacheAt(userDir, clock, BUNDLED_DIR, 1000).source;
    const before = (await reader.rateCard('us-east-1')).card;
    await cacheAt(userDir).store.save(priced('0.02'), FIRST);
    expect((await reader.rateCard('us-east-1')).card).toBe(before);
    clock.now = new Date(FIRST.getTime() + 1000);
    const after = (await reader.rateCard('us-east-1')).card;
    expect(hoursOf(after)).toBe('0.02');
    clock.now = new Date(FIRST.getTime() + 5000);
    expect((await reader.rateCard('us-east-1')).card).toBe(after);
  });

  test('what this process writes is seen at once', async () => {
    const { source, store } = cacheAt(scratchDir(), { now: FIRST }, BUNDLED_DIR, 1_000_000);
    await source.rateCard('us-east-1');
    await store.save(priced('0.02'), FIRST);
    expect(hoursOf((await source.rateCard('us-east-1')).card)).toBe('0.02');
  });
});

describe('the store', () => {
  test('keeps the copy before, and not itself twice', async () => {
    const userDir = scratchDir();
    const { store } = cacheAt(userDir);
    await store.save(priced('0.02'), FIRST);
    await store.save(priced('0.03'), FIRST);
    const later = new Date(FIRST.getTime() + HOUR_MS);
    await store.save(priced('0.03'), later);
    const copies = await store.copies('us-east-1');
    expect(copies.map(({ copy, state, card, fetchedAt }) => [copy, state, card && hoursOf(card), fetchedAt])).toEqual([
      ['current', 'good', '0.03', later.toISOString()],
      ['previous', 'good', '0.02', FIRST.toISOString()],
      ['bundled', 'good', '0.01', undefined],
    ]);
    expect(await store.refreshedAt('us-east-1')).toEqual(later);
    expect(readdirSync(join(userDir, 'aws')).sort()).toEqual(['us-east-1.json', 'us-east-1.previous.json']);
  });

  test('a reading that began earlier does not overwrite a later one', async () => {
    const { source, store } = cacheAt(scratchDir());
    await store.save(priced('0.03'), new Date(FIRST.getTime() + HOUR_MS));
    await store.save(priced('0.02'), FIRST);
    expect(hoursOf((await source.rateCard('us-east-1')).card)).toBe('0.03');
  });

  test('a damaged copy does not become the previous one', async () => {
    const userDir = scratchDir();
    const { store } = cacheAt(userDir);
    await store.save(priced('0.02'), FIRST);
    await store.save(priced('0.03'), FIRST);
    truncateSync(fileIn(userDir), 10);
    await store.save(priced('0.04'), FIRST);
    const copies = await store.copies('us-east-1');
    expect(copies.map(({ state, card }) => [state, card && hoursOf(card)])).toEqual([
      ['good', '0.04'],
      ['good', '0.02'],
      ['good', '0.01'],
    ]);
  });

  test('says TG1308 where it cannot write, without naming the place', async () => {
    const userDir = join(scratchDir(), 'a-file');
    writeFileSync(userDir, '');
    const { source, store } = cacheAt(userDir);
    const failure = store.save(priced('0.02'), FIRST);
    await expect(failure).rejects.toMatchObject({
      code: 'TG1308',
      hint: expect.stringContaining('TOLLGATE_PRICING_CACHE'),
    });
    await expect(failure).rejects.not.toThrow(userDir);
    expect(hoursOf((await source.rateCard('us-east-1')).card)).toBe('0.01');
  });

  test.each(['mars-north-1', '../../x'])('%j never becomes a path', async (region) => {
    const { store } = cacheAt(scratchDir());
    await expect(store.save(priced('1', { region }), FIRST)).rejects.toMatchObject({ code: 'TG1303' });
    await expect(store.saveFailure(region, { at: '', code: 'TG1305' })).rejects.toMatchObject({ code: 'TG1303' });
    await expect(store.copies(region)).rejects.toMatchObject({ code: 'TG1303' });
  });
});
