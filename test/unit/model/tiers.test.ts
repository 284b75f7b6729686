import { describe, expect, test } from 'vitest';
import { Decimal, ZERO } from '../../../src/core/decimal.ts';
import { bandsOf, marginalPrice, useOfBands } from '../../../src/model/tiers.ts';

const TIERS = [
  { from: '100', to: null, price: '1' },
  { from: '0', to: '10', price: '3' },
  { from: '10', to: '100', price: '2' },
];
const bands = bandsOf(TIERS);
const cost = (from: number, to: number) =>
  useOfBands(bands, new Decimal(from), new Decimal(to)).map(
    (use) => `${use.quantity} x ${use.band.price} = ${use.cost}`,
  );

describe('tiers', () => {
  test('bands are sorted by their bounds', () => {
    expect(bands.map((band) => band.from.toFixed())).toEqual(['0', '10', '100']);
  });

  test('a quantity is split at the bounds', () => {
    expect(cost(0, 250)).toEqual(['10 x 3 = 30', '90 x 2 = 180', '150 x 1 = 150']);
    expect(cost(5, 20)).toEqual(['5 x 3 = 15', '10 x 2 = 20']);
    expect(cost(200, 250)).toEqual(['50 x 1 = 50']);
    expect(cost(7, 7)).toEqual([]);
  });

  test('exactly at a bound belongs below it', () => {
    expect(cost(0, 10)).toEqual(['10 x 3 = 30']);
    expect(cost(0, 100)).toEqual(['10 x 3 = 30', '90 x 2 = 180']);
  });

  test('the next unit at a bound is priced above it', () => {
    const next = (position: string) => marginalPrice(bands, new Decimal(position)).toFixed();
    expect(['0', '9.999', '10', '99', '100', '5000'].map(next)).toEqual(['3', '3', '2', '2', '1', '1']);
  });

  test.each([
    [
      'a hole',
      [
        { from: '0', to: '10', price: '3' },
        { from: '11', to: null, price: '2' },
      ],
    ],
    [
      'an overlap',
      [
        { from: '0', to: '10', price: '3' },
        { from: '9', to: null, price: '2' },
      ],
    ],
    ['an end', [{ from: '0', to: '10', price: '3' }]],
    ['a late start', [{ from: '1', to: null, price: '3' }]],
    [
      'two open bands',
      [
        { from: '0', to: null, price: '3' },
        { from: '5', to: null, price: '2' },
      ],
    ],
  ])('%s must not price anything', (_name, tiers) => {
    expect(() => bandsOf(tiers)).toThrow(RangeError);
  });

  test('no bands have no next price', () => {
    expect(() => marginalPrice([], ZERO)).toThrow(RangeError);
  });
});
