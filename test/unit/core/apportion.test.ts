import { describe, expect, test } from 'vitest';
import { apportion } from '../../../src/core/apportion.ts';
import { Decimal } from '../../../src/core/decimal.ts';

const shares = (total: string, weights: readonly (string | number)[], options = {}) =>
  apportion(
    new Decimal(total),
    weights.map((weight) => new Decimal(weight)),
    options,
  ).map((share) => share.toFixed());

describe('apportion', () => {
  test('shares in proportion, largest remainder first', () => {
    expect(shares('1', [1, 1, 1], { places: 2 })).toEqual(['0.34', '0.33', '0.33']);
    expect(shares('10', [2, 1], { places: 0 })).toEqual(['7', '3']);
    expect(shares('100', [3333, 3333, 3334], { places: 0 })).toEqual(['33', '33', '34']);
  });

  test('ten places unless told', () => {
    expect(shares('1', [1, 2])).toEqual(['0.3333333333', '0.6666666667']);
  });

  test('weights of different precision share one scale', () => {
    expect(shares('4', ['0.5', '1.5', '0.00'])).toEqual(['1', '3', '0']);
  });

  test('digits below the last place stay with the heaviest part', () => {
    expect(shares('0.00000000005', [1, 2])).toEqual(['0', '0.00000000005']);
    expect(shares('1.005', [1, 1], { places: 2 })).toEqual(['0.505', '0.5']);
  });

  test('between equal weights the name decides, not the order', () => {
    expect(shares('1', [1, 1, 1], { places: 0, names: ['c', 'b', 'a'] })).toEqual(['0', '0', '1']);
  });

  test('all-zero weights and no weights share nothing', () => {
    expect(shares('5', [0, 0])).toEqual(['0', '0']);
    expect(shares('5', [])).toEqual([]);
  });

  test('amounts beyond the safe integers stay exact', () => {
    expect(shares('123456789012345678.0000000001', [1, 1])).toEqual([
      '61728394506172839.0000000001',
      '61728394506172839',
    ]);
  });
});
