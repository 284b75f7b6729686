import { describe, expect, test } from 'vitest';
import type { Term } from '../../../../src/rates/price-list/entry.ts';
import { readTerm, termInForce } from '../../../../src/rates/price-list/read-term.ts';

type Band = readonly [from: string, to: string, price: string, unit?: string];

const term = (bands: readonly Band[], effectiveDate = '2026-09-01T00:00:00Z', currency = 'USD'): Term => ({
  effectiveDate,
  priceDimensions: Object.fromEntries(
    bands.map(([beginRange, endRange, price, unit = 'GB'], index) => [
      `SKU.TERM.${index}`,
      { unit, beginRange, endRange, pricePerUnit: { [currency]: price } },
    ]),
  ),
});

describe('readTerm', () => {
  test('orders the bands, drops trailing zeros and takes "Inf" for no end', () => {
    const bands: Band[] = [
      ['5242880', 'Inf', '0.0040000000'],
      ['0', '1048576', '0.0100000000'],
      ['1048576', '5242880', '0.0060000000'],
    ];
    expect(readTerm(term(bands), 'USD')).toEqual({
      unit: 'GB',
      tiers: [
        { from: '0', to: '1048576', price: '0.01', rateCode: 'SKU.TERM.1' },
        { from: '1048576', to: '5242880', price: '0.006', rateCode: 'SKU.TERM.2' },
        { from: '5242880', to: null, price: '0.004', rateCode: 'SKU.TERM.0' },
      ],
    });
  });

  test('a price of zero is a price', () => {
    expect(readTerm(term([['0', 'Inf', '0.0000000000']]), 'USD')).toMatchObject({ tiers: [{ price: '0' }] });
  });

  test('reads CNY where there is no USD key, and no USD where there is only CNY', () => {
    const china = term([['0', 'Inf', '0.0700000000']], '2026-09-01', 'CNY');
    expect(readTerm(china, 'CNY')).toMatchObject({ tiers: [{ price: '0.07' }] });
    expect(readTerm(china, 'USD')).toEqual({ problem: 'it has no price in USD' });
  });

  test.each<[string, readonly Band[], string]>([
    ['no band', [], 'it has no price'],
    [
      'a gap',
      [
        ['0', '10', '1'],
        ['11', 'Inf', '2'],
      ],
      'its bands do not meet',
    ],
    [
      'an overlap',
      [
        ['0', '10', '1'],
        ['9', 'Inf', '2'],
      ],
      'its bands do not meet',
    ],
    ['a late start', [['1', 'Inf', '1']], 'its bands do not begin at 0'],
    ['an end', [['0', '10', '1']], 'its last band has an end'],
    [
      'two endless bands',
      [
        ['0', 'Inf', '1'],
        ['0', 'Inf', '2'],
      ],
      'its bands do not meet',
    ],
    [
      'two units',
      [
        ['0', '10', '1'],
        ['10', 'Inf', '2', 'Hrs'],
      ],
      'its bands count GB and Hrs',
    ],
    ['an unknown unit', [['0', 'Inf', '1', 'Requests']], 'its unit "Requests" is not known'],
    ['a negative price', [['0', 'Inf', '-0.01']], 'its price is not a plain decimal number'],
    ['a price in words', [['0', 'Inf', 'NaN']], 'its price is not a plain decimal number'],
    ['an exponent', [['0', 'Inf', '1e-2']], 'its price is not a plain decimal number'],
    ['a bound in words', [['zero', 'Inf', '1']], 'a bound of its bands is not a number'],
  ])('refuses %s', (_name, bands, problem) => {
    expect(readTerm(term(bands), 'USD')).toEqual({ problem });
  });
});

describe('termInForce', () => {
  const old = term([['0', 'Inf', '3']], '2025-04-01T00:00:00Z');
  const current = term([['0', 'Inf', '2']], '2026-08-01T00:00:00Z');
  const coming = term([['0', 'Inf', '1']], '2026-12-01T00:00:00Z');

  test('is the latest that has begun on the day, in whatever order they come', () => {
    expect(termInForce([coming, old, current], '2026-09-17')).toBe(current);
    expect(termInForce([current, coming, old], '2026-12-01')).toBe(coming);
  });

  test('is the earliest where none has begun, and none where there is none', () => {
    expect(termInForce([coming, current], '2024-01-01')).toBe(current);
    expect(termInForce([], '2026-09-17')).toBeUndefined();
  });
});
