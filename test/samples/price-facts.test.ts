import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePricingCache } from '../../scripts/compile-pricing-cache.ts';
import { isProductKey } from '../../src/core/products.ts';
import { BUNDLED_DIR, bundledCards } from '../support/price-list-stub/catalogue.ts';

const FACTS = join('..', 'shared', 'data');
const here = existsSync(FACTS);
if (!here) process.stdout.write(`No collected prices in ${FACTS}: this suite skips.\n`);
const cards = bundledCards();

describe.skipIf(!here)('the committed price snapshot', () => {
  test('equals what the collected facts compile to', () => {
    const compiled = compilePricingCache(FACTS);
    for (const [path, text] of compiled) expect(readFileSync(join(BUNDLED_DIR, path), 'utf8'), path).toBe(text);
    const onDisk = readdirSync(BUNDLED_DIR, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.json'),
    );
    expect([...compiled.keys()].sort()).toEqual(onDisk.sort());
  });

  test('lets confidence, source, SKU and day of every fact through', () => {
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
