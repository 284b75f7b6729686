import { describe, expect, test } from 'vitest';
import { Amount } from '../../../src/core/amount.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { fc } from '../../support/property.ts';

const known = Amount.of('10', 0);
const atLeast = Amount.of('10', 2);
const print = (value: Decimal): string => `$${value.toFixed(2)}`;

describe('sums and differences', () => {
  test.each([
    ['known and known', known.plus(known), 'known', '20'],
    ['known and at least', known.plus(atLeast), 'at-least', '20'],
    ['known less at least', known.minus(atLeast), 'at-most', '0'],
    ['at least less known', atLeast.minus(known), 'at-least', '0'],
    ['at least less at least', atLeast.minus(atLeast), 'unknown', '0'],
    ['what is taken back twice', known.minus(known.minus(atLeast)), 'at-least', '10'],
  ] as const)('%s', (_name, amount, kind, part) => {
    expect([amount.kind, amount.knownPart.toFixed()]).toEqual([kind, part]);
  });
});

describe('a limit', () => {
  test.each([
    ['known above', known, '9.99', true],
    ['known at it', known, '10', false],
    ['at least above', atLeast, '9.99', true],
    ['at least below', atLeast, '11', undefined],
    ['at most below', Amount.of('0', 0).minus(atLeast), '-10', false],
    ['at most above', Amount.of('0', 0).minus(atLeast), '-11', undefined],
    ['unknown', atLeast.minus(atLeast), '100', undefined],
  ] as const)('%s', (_name, amount, limit, expected) => {
    expect(amount.exceeds(limit)).toBe(expected);
  });
});

test('words never drop what is left out', () => {
  expect(
    [known, atLeast, known.minus(atLeast), Amount.of('0', 1), atLeast.minus(atLeast)].map((each) => each.words(print)),
  ).toEqual(['$10.00', 'at least $10.00', 'unknown', 'unknown', 'unknown']);
  expect([known, atLeast, Amount.of('0', 1)].map((each) => each.cell(print))).toEqual([
    '$10.00',
    '≥ $10.00',
    'unknown',
  ]);
});

// The truth behind an amount: its known part and something from nothing up for each line that is left out.
const truths = fc
  .record({
    part: fc.integer({ min: 0, max: 1000 }),
    hidden: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 3 }),
  })
  .map(({ part, hidden }) => ({
    amount: Amount.of(String(part), hidden.length),
    truth: hidden.reduce((a, b) => a + b, part),
  }));

test('whatever the lines that are left out turn out to be, a verdict that was given stands', () => {
  fc.assert(
    fc.property(truths, truths, fc.integer({ min: -1000, max: 3000 }), (a, b, limit) => {
      for (const [amount, truth] of [
        [a.amount.plus(b.amount), a.truth + b.truth],
        [a.amount.minus(b.amount), a.truth - b.truth],
      ] as const) {
        const verdict = amount.exceeds(new Decimal(limit));
        if (verdict !== undefined) expect(verdict).toBe(truth > limit);
        if (amount.kind === 'known') expect(amount.knownPart.toNumber()).toBe(truth);
        if (amount.kind === 'at-least') expect(amount.knownPart.toNumber()).toBeLessThanOrEqual(truth);
        if (amount.kind === 'at-most') expect(amount.knownPart.toNumber()).toBeGreaterThanOrEqual(truth);
      }
    }),
  );
});
