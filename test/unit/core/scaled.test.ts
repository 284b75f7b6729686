import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { fromScaled, toScaled } from '../../../src/core/scaled.ts';

describe('scaled', () => {
  test.each([
    ['0', 10, 0n],
    ['0.01', 2, 1n],
    ['2400', 0, 2400n],
    ['2400.5', 3, 2400500n],
    ['10000000', 0, 10000000n],
    ['120000000000000000000', 1, 1200000000000000000000n],
    ['0.00000000000000000001', 20, 1n],
    ['123456789.123456789123456789', 18, 123456789123456789123456789n],
  ])('%s at %i places is %d units, and back', (text, places, units) => {
    expect(toScaled(new Decimal(text), places)).toBe(units);
    expect(fromScaled(units, places).toFixed()).toBe(text);
  });
});
