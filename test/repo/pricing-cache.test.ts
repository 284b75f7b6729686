import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePricingCache } from '../../scripts/compile-pricing-cache.ts';
import { isProductKey, PRODUCTS } from '../../src/core/products.ts';
import { REGIONS, regionNamed } from '../../src/core/regions.ts';
import { usageTypeIn } from '../../src/core/usage-type.ts';
import { requireUnambiguous } from '../../src/rates/carry-over.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { BUNDLED_DIR, bundledCards } from '../support/price-list-stub/catalogue.ts';

const FACTS = join('..', 'shared', 'data');
const cards = bundledCards();
const manifest = JSON.parse(readFileSync(join(BUNDLED_DIR, 'manifest.json'), 'utf8')) as {
  files: { path: string; region: string; sha256: string; rates: number; currency: string; publishedAt: string }[];
};

describe('the committed price snapshot', () => {
  test('every file is what the manifest says, and the manifest names every file', () => {
    const onDisk = readdirSync(BUNDLED_DIR, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('/'));
    expect(manifest.files.map((file) => file.path).sort()).toEqual(onDisk.sort());
    for (const file of manifest.files) {
      const text = readFileSync(join(BUNDLED_DIR, file.path));
      expect(createHash('sha256').update(text).digest('hex'), file.path).toBe(file.sha256);
      const card = rateCardSchema.parse(JSON.parse(text.toString()));
      const { region, currency, publishedAt } = card;
      expect(file).toMatchObject({ region, currency, publishedAt, rates: card.rates.length });
      expect(file.path).toBe(`${card.partition}/${region}.json`);
    }
  });

  test('holds the 36 Regions billed in USD, and China in CNY', () => {
    const inUsd = REGIONS.filter((region) => region.currency === 'USD').map((region) => region.region);
    expect(inUsd).toHaveLength(36);
    expect(
      cards
        .filter((card) => card.currency === 'USD')
        .map((card) => card.region)
        .sort(),
    ).toEqual(inUsd.sort());
    expect(cards.filter((card) => card.currency === 'CNY').map((card) => card.region)).toEqual([
      'cn-north-1',
      'cn-northwest-1',
    ]);
  });

  test('every usage type is the one that a live price list is searched by, and every unit the product’s', () => {
    for (const card of cards) {
      for (const rate of card.rates) {
        if (!isProductKey(rate.product)) throw new Error(`${rate.product} is no product`);
        const product = PRODUCTS[rate.product];
        const expected = usageTypeIn(regionNamed(card.region), product);
        const general =
          rate.toRegion === undefined ? rate.usageType : rate.usageType.replace(/-[A-Z0-9*]+-AWS-/, '-*-AWS-');
        expect(rate.usageType.startsWith('(') ? undefined : general, `${card.region} ${rate.product}`).toBe(expected);
        expect(rate.unit).toBe(product.unit);
      }
    }
  });

  test('no product has two prices, and prices are in plain form', () => {
    for (const card of cards) {
      requireUnambiguous(card);
      const texts = card.rates.flatMap((rate) => rate.tiers.flatMap(({ from, to, price }) => [from, to ?? '0', price]));
      expect(texts.filter((text) => !/^(0|[1-9]\d*)(\.\d*[1-9])?$/.test(text))).toEqual([]);
    }
  });

  test('tiers begin at 0, meet, and have no end', () => {
    for (const { tiers } of cards.flatMap((card) => card.rates)) {
      expect(tiers[0]?.from).toBe('0');
      expect(tiers.at(-1)?.to).toBeNull();
      for (const [index, tier] of tiers.entries()) expect(tiers[index + 1]?.from ?? null).toBe(tier.to);
    }
  });

  test.skipIf(!existsSync(FACTS))('equals what the collected facts compile to', () => {
    const compiled = compilePricingCache(FACTS);
    for (const [path, text] of compiled) expect(readFileSync(join(BUNDLED_DIR, path), 'utf8'), path).toBe(text);
    expect(compiled.size).toBe(manifest.files.length + 1);
  });

  test.skipIf(!existsSync(FACTS))('lets confidence, source, SKU and day of every fact through', () => {
    const facts = JSON.parse(readFileSync(join(FACTS, 'rates.json'), 'utf8')) as Record<string, string>[];
    const byRegion = new Map(cards.map((card) => [card.region, card.rates]));
    const priced = facts.filter((fact) => isProductKey(fact.product ?? '') && byRegion.has(fact.region ?? ''));
    expect(priced.length).toBeGreaterThan(690);
    for (const fact of priced) {
      const rate = byRegion
        .get(fact.region ?? '')
        ?.find((each) => each.product === fact.product && each.toRegion === fact.toRegion);
      expect(rate, `${fact.region} ${fact.product}`).toMatchObject({
        confidence: fact.confidence,
        source: fact.source,
        asOf: fact.asOf,
      });
      expect(rate?.sku).toBe(fact.sku);
    }
  });
});
