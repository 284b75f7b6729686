import { describe, expect, test } from 'vitest';
import { apportion } from '../../src/core/apportion.ts';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { roundToTotal } from '../../src/core/round-to-total.ts';
import { fc } from '../support/property.ts';

const decimal = (places: number, most = 10 ** 9) =>
  fc.tuple(fc.nat(most), fc.bigInt({ min: 0n, max: 10n ** BigInt(places) - 1n })).map(([whole, rest]) => {
    return new Decimal(`${whole}.${rest.toString().padStart(places, '0')}`);
  });
const weights = fc.array(fc.oneof(decimal(4), fc.constantFrom(new Decimal(0), new Decimal(5))), {
  minLength: 1,
  maxLength: 40,
});
const unit = new Decimal('0.0000000001');

describe('apportion', () => {
  test('parts add up to the total exactly, each within one unit of its exact share', () => {
    fc.assert(
      fc.property(decimal(14), weights, (total, shares) => {
        const parts = apportion(total, shares);
        const weight = sum(shares);
        if (weight.isZero()) return;
        expect(sum(parts).toFixed()).toBe(total.toFixed());
        parts.forEach((part, index) => {
          const exact = total.times(shares[index] ?? 0).div(weight);
          expect(part.minus(exact).abs().lessThanOrEqualTo(unit.times(2))).toBe(true);
        });
      }),
    );
  });

  test('the order of the parts changes nothing, and names nothing but which of two equals carries a unit', () => {
    const shuffled = weights.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    );
    fc.assert(
      fc.property(decimal(10), shuffled, (total, [list, order]) => {
        const names = list.map((_, index) => `n${index}`);
        const straight = apportion(total, list, { names });
        const mixed = apportion(
          total,
          order.map((index) => list[index] ?? new Decimal(0)),
          { names: order.map((index) => names[index] ?? '') },
        );
        order.forEach((index, place) => {
          expect(mixed[place]?.toFixed()).toBe(straight[index]?.toFixed());
        });
        const renamed = apportion(total, list, { names: names.toReversed() });
        expect(renamed.map(String).toSorted()).toEqual(straight.map(String).toSorted());
      }),
    );
  });
});

describe('roundToTotal', () => {
  const signed = fc.tuple(decimal(6, 10 ** 6), fc.boolean()).map(([value, minus]) => (minus ? value.negated() : value));
  const parts = fc.array(signed, { maxLength: 40 });

  test('printed parts add up to the printed total, each within one unit of its part', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 4 }), (list, places) => {
        const rounded = roundToTotal(list, places);
        const last = new Decimal(10).pow(-places);
        expect(sum(rounded).toFixed()).toBe(sum(list).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN).toFixed());
        rounded.forEach((value, index) => {
          expect(value.decimalPlaces()).toBeLessThanOrEqual(places);
          expect(
            value
              .minus(list[index] ?? value)
              .abs()
              .lessThanOrEqualTo(last),
          ).toBe(true);
        });
      }),
    );
  });

  test('the order of the parts changes nothing but the order', () => {
    const shuffled = parts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const pairs = (list: readonly Decimal[]) =>
      roundToTotal(list, 2).map((value, index) => `${list[index]?.toFixed()} -> ${value.toFixed()}`);
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        expect(pairs(mixed).toSorted()).toEqual(pairs(list).toSorted());
      }),
    );
  });
});
