import { describe, expect, test } from 'vitest';
import { Decimal, decimalOf, decimalOfUnits } from '../../src/core/decimal.ts';
import { fromScaled, toScaled } from '../../src/core/scaled.ts';
import { fc, runs } from '../support/property.ts';

/** The parts decimal.js computes with: two decimals with equal parts are the same in every operation. */
const partsOf = ({ s, e, d }: Decimal) => ({ s, e, d });

/** A whole number below 10^15, of any length. */
const units = fc.integer({ min: 1, max: 15 }).chain((digits) => fc.integer({ min: 0, max: 10 ** digits - 1 }));
const places = fc.integer({ min: 0, max: 14 });

function textOf(count: number, point: number): string {
  const digits = String(count).padStart(point + 1, '0');
  return point === 0 ? digits : `${digits.slice(0, -point)}.${digits.slice(-point)}`;
}

describe('decimals written into their words', () => {
  test('are what decimal.js reads from the text', () => {
    fc.assert(
      fc.property(units, places, (count, point) => {
        const expected = partsOf(new Decimal(textOf(count, point)));
        expect(partsOf(decimalOfUnits(count, point))).toEqual(expected);
        expect(partsOf(decimalOf(textOf(count, point)))).toEqual(expected);
      }),
      { numRuns: runs(20_000) },
    );
  });

  test('come back as the units they were made of', () => {
    fc.assert(
      fc.property(units, places, (count, point) => {
        expect(toScaled(fromScaled(BigInt(count), point), point)).toBe(BigInt(count));
      }),
      { numRuns: runs(5000) },
    );
  });

  test.each(['10000000', '100000000000000', '0.0000001', '0.00000000000001', '9999999.9999999', '00012.50', '-3.20'])(
    '%s is read as decimal.js reads it',
    (text) => expect(partsOf(decimalOf(text))).toEqual(partsOf(new Decimal(text))),
  );
});
