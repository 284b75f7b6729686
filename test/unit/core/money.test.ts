import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/core/decimal.ts';
import { amountText, quantityText, roundTo } from '../../../src/core/money.ts';

describe('money and quantity text', () => {
  test.each([
    ['0', '0.00', '0'],
    ['-0', '0.00', '0'],
    ['14.6', '14.60', '14.6'],
    ['38680.064', '38680.064', '38680.064'],
    ['0.12345678905', '0.123456789', '0.123456789'],
    ['0.00000000005', '0.00', '0'],
    ['100000000000000000000', '100000000000000000000.00', '100000000000000000000'],
    ['-1.5', '-1.50', '-1.5'],
  ])('%s is %s as money and %s as a quantity', (value, amount, quantity) => {
    expect(amountText(new Decimal(value))).toBe(amount);
    expect(quantityText(new Decimal(value))).toBe(quantity);
  });

  test('rounding for print is half-even', () => {
    expect(['0.125', '0.135'].map((value) => roundTo(new Decimal(value), 2).toFixed(2))).toEqual(['0.12', '0.14']);
  });
});
