import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../src/http/paging/page.ts';
import { fc } from '../../support/property.ts';

const walk = (items: readonly string[], limit: number): string[][] => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const { data, next } = pageOf(items, (item) => item, { limit, cursor });
    pages.push(data);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return pages;
};

describe('pages by cursor', () => {
  test('give every item once and in order, whatever the keys and the size of the page', () => {
    const keys = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 10 }), (items, limit) => {
        const sorted = items.toSorted((a, b) => (a < b ? -1 : 1));
        const pages = walk(sorted, limit);
        expect(pages.flat()).toEqual(sorted);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
      }),
    );
  });

  test('skip nothing when an item goes and repeat nothing when one comes', () => {
    const first = pageOf(['a', 'c', 'e', 'g'], (item) => item, { limit: 2, cursor: undefined });
    const second = pageOf(['a', 'b', 'e', 'g'], (item) => item, { limit: 2, cursor: first.next ?? undefined });
    expect([first.data, second]).toEqual([['a', 'c'], { data: ['e', 'g'], next: null }]);
  });
});
