import { describe, expect, test } from 'vitest';
import { Decimal, sum, ZERO } from '../../src/core/decimal.ts';
import { bandsOf, marginalPrice, useOfBands } from '../../src/model/tiers.ts';
import type { Tier } from '../../src/rates/rate-card.ts';
import { rateOf } from '../support/estimating.ts';
import { fc } from '../support/property.ts';

/** Tables of one to five bands with whole bounds and falling or rising prices. */
const tables: fc.Arbitrary<readonly Tier[]> = fc
  .record({
    bounds: fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 4 }),
    prices: fc.array(fc.nat(99), { minLength: 5, maxLength: 5 }),
  })
  .map(({ bounds, prices }) => {
    const edges = [0, ...bounds.toSorted((a, b) => a - b)];
    return edges.map((from, index) => ({
      from: String(from),
      to: edges[index + 1] === undefined ? null : String(edges[index + 1]),
      price: `0.0${String(prices[index]).padStart(2, '0')}`,
    }));
  });

const quantity = fc.tuple(fc.nat(20_000_000), fc.nat(999)).map(([whole, rest]) => new Decimal(`${whole}.${rest}`));
const costBetween = (tiers: readonly Tier[], from: Decimal, to: Decimal): Decimal =>
  sum(useOfBands(bandsOf(tiers), from, to).map((use) => use.cost));

describe('tiers', () => {
  test('cost is additive: from a to b and from b to c is from a to c', () => {
    fc.assert(
      fc.property(tables, quantity, quantity, quantity, (tiers, ...points) => {
        const [a = ZERO, b = ZERO, c = ZERO] = points.toSorted((x, y) => x.comparedTo(y));
        const whole = costBetween(tiers, a, c);
        expect(
          costBetween(tiers, a, b)
            .plus(costBetween(tiers, b, c))
            .toFixed(),
        ).toBe(whole.toFixed());
      }),
    );
  });

  test('cost grows with the quantity, and by no more than the dearest price: no jump at any bound', () => {
    fc.assert(
      fc.property(tables, quantity, quantity, (tiers, position, step) => {
        const grown = costBetween(tiers, ZERO, position.plus(step)).minus(costBetween(tiers, ZERO, position));
        const dearest = Decimal.max(...tiers.map((tier) => tier.price));
        expect(grown.isNegative()).toBe(false);
        expect(grown.lessThanOrEqualTo(step.times(dearest))).toBe(true);
      }),
    );
  });

  test('every unit falls into exactly one band', () => {
    fc.assert(
      fc.property(tables, quantity, quantity, (tiers, start, length) => {
        const uses = useOfBands(bandsOf(tiers), start, start.plus(length));
        expect(sum(uses.map((use) => use.quantity)).toFixed()).toBe(length.toFixed());
      }),
    );
  });

  test('the marginal price is the cost of a small step ahead', () => {
    fc.assert(
      fc.property(tables, quantity, (tiers, position) => {
        const step = new Decimal('0.0000001');
        const cost = costBetween(tiers, position, position.plus(step));
        expect(cost.div(step).toFixed()).toBe(marginalPrice(bandsOf(tiers), position).toFixed());
      }),
    );
  });

  test.each([
    ['1048575', '10485.75', '0.01'],
    ['1048576', '10485.76', '0.006'],
    ['1048577', '10485.766', '0.006'],
    ['5242879', '35651.578', '0.006'],
    ['5242880', '35651.584', '0.004'],
    ['5242881', '35651.588', '0.004'],
  ])('at the bounds of the price list: %s GB cost %s, the next GB %s', (gb, cost, next) => {
    const tiers = rateOf('us-east-1', 'interface-endpoint-bytes')?.rate.tiers ?? [];
    expect(costBetween(tiers, ZERO, new Decimal(gb)).toFixed()).toBe(cost);
    expect(marginalPrice(bandsOf(tiers), new Decimal(gb)).toFixed()).toBe(next);
  });
});
