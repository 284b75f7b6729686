import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { roundToTotal } from '../../../src/core/round-to-total.ts';

const rounded = (parts: readonly string[], places = 2) =>
  roundToTotal(
    parts.map((part) => new Decimal(part)),
    places,
  ).map((part) => part.toFixed(places));

describe('roundToTotal', () => {
  test('printed parts add up to the printed total', () => {
    expect(rounded(['0.333', '0.333', '0.334'])).toEqual(['0.33', '0.33', '0.34']);
    expect(rounded(['1.005', '1.005', '1.005'])).toEqual(['1.01', '1.01', '1.00']);
  });

  test('negative parts and zeros', () => {
    expect(rounded(['-0.005', '0.005', '0'])).toEqual(['-0.01', '0.01', '0.00']);
    expect(rounded([])).toEqual([]);
  });

  test('between equal remainders the larger part gets the unit', () => {
    expect(rounded(['1.005', '2.005'])).toEqual(['1.00', '2.01']);
    expect(rounded(['2.005', '1.005'])).toEqual(['2.01', '1.00']);
  });
});
