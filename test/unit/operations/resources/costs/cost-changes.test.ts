import { describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../../../../src/core/decimal.ts';
import { costChanges } from '../../../../../src/operations/resources/costs/cost-changes.ts';
import type { CostDetail } from '../../../../../src/operations/resources/costs/cost-detail.ts';
import { fc } from '../../../../support/property.ts';

/** An endpoint of `zones` zones at 7.30 each, and GB at `price`; undefined GB = not known. */
function endpoint(id: string, zones: number, gb: number | undefined, price = 0.01): CostDetail {
  const hours = { charge: 'endpoint-hours', category: 'baseline', unit: 'hours' } as const;
  const bytes = { charge: 'data-processed', category: 'usage', unit: 'GB' } as const;
  return {
    id,
    account: '111122223333',
    lines: [
      { ...hours, quantity: String(zones * 730), monthly: new Decimal(zones).times('7.3').toFixed() },
      gb === undefined ? bytes : { ...bytes, quantity: String(gb), monthly: new Decimal(gb).times(price).toFixed() },
    ],
  };
}

const causes = (before: CostDetail[], after: CostDetail[], samePrices = true) =>
  costChanges(before, after, samePrices).flatMap(({ byCause }) =>
    byCause.map(({ cause, monthly }) => [cause, new Decimal(monthly).toFixed(2)]),
  );

describe('why costs moved', () => {
  test.each([
    ['one zone more', endpoint('a', 2, 100), endpoint('a', 3, 100), [['zones', '7.30']]],
    ['more bytes', endpoint('a', 2, 100), endpoint('a', 2, 150), [['bytes', '0.50']]],
    ['bytes that were not known', endpoint('a', 2, undefined), endpoint('a', 2, 100), [['known', '1.00']]],
    ['bytes that are no longer known', endpoint('a', 2, 100), endpoint('a', 2, undefined), [['known', '-1.00']]],
    ['nothing', endpoint('a', 2, 100), endpoint('a', 2, 100), []],
  ])('%s', (_, before, after, expected) => {
    expect(causes([before], [after])).toEqual(expected);
  });

  test('an endpoint that comes or goes is one change, with all that it costs', () => {
    expect(causes([], [endpoint('a', 2, 100)])).toEqual([['added', '15.60']]);
    expect(causes([endpoint('a', 2, 100)], [])).toEqual([['removed', '-15.60']]);
  });

  test('bytes are counted at the price before; the rest is the price, or the tier at the same prices', () => {
    const [before, after] = [[endpoint('a', 1, 100, 0.01)], [endpoint('a', 1, 200, 0.008)]];
    expect(causes(before, after, false)).toEqual([
      ['bytes', '1.00'],
      ['prices', '-0.40'],
    ]);
    expect(causes(before, after, true).at(1)).toEqual(['tiers', '-0.40']);
  });

  test('what becomes unknown is told beside the amount', () => {
    const [change] = costChanges([endpoint('a', 1, 5)], [endpoint('a', 1, undefined)], true);
    expect(change).toMatchObject({ unknownBefore: 0, unknownAfter: 1 });
  });

  test('the causes are the difference of both days, to the last digit', () => {
    const detail = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      zones: fc.integer({ min: 1, max: 6 }),
      gb: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
      price: fc.constantFrom(0.01, 0.006, 0.004),
    });
    const day = fc
      .uniqueArray(detail, { selector: ({ id }) => id })
      .map((all) => all.map(({ id, zones, gb, price }) => endpoint(id, zones, gb, price)));
    const total = (details: readonly CostDetail[]) =>
      sum(details.flatMap(({ lines }) => lines.map(({ monthly = '0' }) => new Decimal(monthly))));
    fc.assert(
      fc.property(day, day, fc.boolean(), (before, after, samePrices) => {
        const changes = costChanges(before, after, samePrices);
        const expected = total(after).minus(total(before));
        const amounts = (list: readonly { monthly: string }[]) => sum(list.map(({ monthly }) => new Decimal(monthly)));
        expect(amounts(changes).toFixed()).toBe(expected.toFixed());
        expect(amounts(changes.flatMap(({ byCause }) => byCause)).toFixed()).toBe(expected.toFixed());
        expect(amounts(changes.flatMap(({ largest, others }) => [...largest, others])).toFixed()).toBe(
          expected.toFixed(),
        );
      }),
      { numRuns: 60 },
    );
  });
});
