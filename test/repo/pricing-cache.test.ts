import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileFacts } from '../../scripts/prices/compile-facts.ts';
import { readFacts } from '../../scripts/prices/facts.ts';
import { snapshotTexts } from '../../scripts/prices/snapshot.ts';
import { isProductKey, PRODUCTS } from '../../src/core/products.ts';
import { REGIONS, regionNamed } from '../../src/core/regions.ts';
import { usageTypeIn } from '../../src/core/usage-type.ts';
import { requireUnambiguous } from '../../src/rates/carry-over.ts';
import { matchRates } from '../../src/rates/find-rate.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import { BUNDLED_DIR, bundledCards } from '../support/price-list-stub/catalogue.ts';

const FACTS = join(BUNDLED_DIR, 'source');
const cards = bundledCards();
const manifest = JSON.parse(readFileSync(join(BUNDLED_DIR, 'manifest.json'), 'utf8')) as {
  source: string;
  files: { path: string; region: string; sha256: string; rates: number; currency: string; publishedAt: string }[];
};

describe('the committed price snapshot', () => {
  test('every file is what the manifest says, and the manifest names every file', () => {
    const onDisk = readdirSync(BUNDLED_DIR, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.includes('/') && !path.startsWith('source/'),
    );
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

  // Holds until a snapshot is rebuilt from the price list itself: its cards then name the offers that they were read from.
  test('equals what the collected facts compile to, byte for byte', () => {
    const read = new Set(cards.filter((card) => card.offers !== undefined).map((card) => card.region));
    const compiled = snapshotTexts(compileFacts(FACTS), manifest.source);
    expect(compiled.size).toBe(manifest.files.length + 1);
    for (const { path, region } of manifest.files) {
      if (!read.has(region)) expect(compiled.get(path), path).toBe(readFileSync(join(BUNDLED_DIR, path), 'utf8'));
    }
  });

  test('every price is that of its source file, with its source, day, SKU and confidence', () => {
    let compared = 0;
    for (const fact of readFacts(FACTS)) {
      const card = cards.find((each) => each.region === fact.region);
      if (!isProductKey(fact.product) || card === undefined || card.offers !== undefined) continue;
      const found = matchRates(card, fact.product, fact.toRegion);
      expect(found, `${fact.region} ${fact.product} ${fact.toRegion ?? ''}`).toHaveLength(1);
      expect(found[0]?.tiers.map(({ price }) => price)).toEqual(fact.tiers.map(({ price }) => price));
      expect(found[0]).toMatchObject({ confidence: fact.confidence, source: fact.source, asOf: fact.asOf });
      expect(found[0]?.sku).toBe(fact.sku);
      compared += 1;
    }
    // 675 single prices of 2025-11, 116 of load balancers, 1,188 pairs of Regions.
    expect(compared).toBeGreaterThan(1_950);
  });

  test('a pair of Regions has the price of its own source row, and a pair that nobody sources has none', () => {
    const from = (region: string) => cards.find((card) => card.region === region) ?? cards[0];
    const priceOf = (here: string, there: string) => {
      const card = from(here);
      return card && matchRates(card, 'inter-region-transfer-out', there).map((rate) => rate.tiers[0]?.price);
    };
    expect(priceOf('ca-west-1', 'eu-central-1')).toEqual(['0.05']);
    expect(priceOf('us-east-1', 'us-east-2')).toEqual(['0.01']);
    expect(priceOf('ap-southeast-5', 'sa-east-1')).toEqual(['0.14']);
    expect(priceOf('us-east-1', 'ap-southeast-6')).toEqual([]);
    const pairs = cards.flatMap((card) => card.rates.filter((rate) => rate.product === 'inter-region-transfer-out'));
    expect(pairs).toHaveLength(1_188);
  });

  test('what a second source confirms says by whom: 7 products in 35 Regions', () => {
    const confirmed = cards.flatMap((card) => card.rates.filter((rate) => rate.corroboratedBy !== undefined));
    expect(confirmed).toHaveLength(245);
    expect(new Set(confirmed.map((rate) => rate.product)).size).toBe(7);
  });
});
