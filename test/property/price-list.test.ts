import { describe, expect, test } from 'vitest';
import { regionNamed } from '../../src/core/regions.ts';
import type { PriceListEntry } from '../../src/rates/price-list/entry.ts';
import { readTerm } from '../../src/rates/price-list/read-term.ts';
import { toRateCard } from '../../src/rates/price-list/to-rate-card.ts';
import { priceFields } from '../support/live-sources.ts';
import { bundledCards } from '../support/price-list-stub/catalogue.ts';
import { decoysOf } from '../support/price-list-stub/decoys.ts';
import type { StubRow } from '../support/price-list-stub/rows.ts';
import { rowsOfCard } from '../support/price-list-stub/rows-of-card.ts';
import { fc, runs } from '../support/property.ts';

const cards = bundledCards();
const entryOf = ({ serviceCode, sku, attributes, terms }: StubRow): PriceListEntry => ({
  serviceCode,
  sku,
  attributes: attributes as PriceListEntry['attributes'],
  terms: Object.values(terms),
});
const offers = new Map([['AmazonVPC', { version: '20260917190528', publishedAt: '2026-09-17T19:05:28Z' }]]);
const read = (region: string, entries: readonly PriceListEntry[]) =>
  toRateCard({ region: regionNamed(region), source: 'a test', entries, offers });

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe('a price list in any order', () => {
  test('gives the same card, byte for byte', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...cards)
          .chain((card) => fc.tuple(fc.constant(card), shuffled([...rowsOfCard(card), ...decoysOf(card)]))),
        ([card, rows]) => {
          const sorted = read(card.region, [...rowsOfCard(card), ...decoysOf(card)].map(entryOf));
          expect(JSON.stringify(read(card.region, rows.map(entryOf)))).toBe(JSON.stringify(sorted));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  test('of bands gives the same tiers', () => {
    const bands = fc
      .uniqueArray(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 0, maxLength: 6 })
      .map((bounds) => ['0', ...bounds.sort((a, b) => a - b).map(String), 'Inf'])
      .chain((bounds) => {
        const dimensions = bounds.slice(0, -1).map((beginRange, index) => ({
          unit: 'GB',
          beginRange,
          endRange: bounds[index + 1] ?? '',
          pricePerUnit: { USD: `0.0${index}` },
        }));
        return fc.tuple(fc.constant(dimensions), shuffled(dimensions));
      });
    const term = (dimensions: readonly { readonly beginRange: string }[]) => ({
      effectiveDate: '2026-09-01',
      priceDimensions: Object.fromEntries(dimensions.map((each) => [`RATE.${each.beginRange}`, each])) as never,
    });
    fc.assert(
      fc.property(bands, ([ordered, anyOrder]) => {
        const read = readTerm(term(anyOrder), 'USD');
        expect(read).toEqual(readTerm(term(ordered), 'USD'));
        expect(read).toHaveProperty('tiers.length', ordered.length);
      }),
    );
  });
});

test('rows that are missing take only their own rates away', () => {
  const card = cards.find((each) => each.region === 'eu-west-1');
  const rows = (card ? rowsOfCard(card) : []).filter((row) => row.serviceCode !== 'AWSDataTransfer');
  const all = read('eu-west-1', rows.map(entryOf)).card.rates.map(priceFields);
  fc.assert(
    fc.property(fc.subarray([...rows], { minLength: 1 }), (some) => {
      const usageTypes = new Set(
        some.map((row) => `${row.attributes.usagetype} ${row.attributes.operation || undefined}`),
      );
      const left = all.filter((rate) => usageTypes.has(`${rate.usageType} ${rate.operation}`));
      expect(read('eu-west-1', some.map(entryOf)).card.rates.map(priceFields)).toEqual(left);
    }),
    { numRuns: runs(50) },
  );
});
