import { expect, test } from 'vitest';
import { afterWorstFailure } from '../../../src/capacity/zone-failure.ts';
import { fc } from '../../support/property.ts';

const zone = (az: string, loadBps: number) => ({ az, loadBps, capacityBps: 100 });

test('of two zones at 55 % the survivor stands at 110 %', () => {
  const after = afterWorstFailure([zone('a', 55), zone('b', 55)]);
  expect(after).toEqual([
    { failed: 'b', loadBps: 110, utilisation: 1.1 },
    { failed: 'a', loadBps: 110, utilisation: 1.1 },
  ]);
});

test('the load of the failed zone is spread evenly, whatever the survivors carry', () => {
  const after = afterWorstFailure([zone('a', 60), zone('b', 20), zone('c', 10)]);
  expect(after.map((each) => [each?.failed, each?.loadBps])).toEqual([
    ['b', 70],
    ['a', 50],
    ['a', 40],
  ]);
});

test('a single zone has no survivor', () => {
  expect(afterWorstFailure([zone('a', 5)])).toEqual([undefined]);
  expect(afterWorstFailure([])).toEqual([]);
});

test('agrees with trying every failure in turn', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 6 }), (loads) => {
      const zones = loads.map((load, index) => zone(`z${index}`, load));
      const tried = zones.map((each) =>
        Math.max(
          ...zones.filter((other) => other !== each).map((other) => each.loadBps + other.loadBps / (zones.length - 1)),
        ),
      );
      expect(afterWorstFailure(zones).map((each) => each?.loadBps)).toEqual(tried);
    }),
  );
});
