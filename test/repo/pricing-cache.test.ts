import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isProductKey, PRODUCTS } from '../../src/core/products.ts';
import { REGIONS, regionNamed } from '../../src/core/regions.ts';
import { usageTypeIn } from '../../src/core/usage-type.ts';
import { requireUnambiguous } from '../../src/rates/carry-over.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { BUNDLED_DIR, bundledCards } from '../support/price-list-stub/catalogue.ts';

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
});
