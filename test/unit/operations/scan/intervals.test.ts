import { describe, expect, test } from 'vitest';
import { cover, missing } from '../../../../src/operations/scan/intervals.ts';
import type { Interval } from '../../../../src/operations/scan/ports.ts';
import { fc } from '../../../support/property.ts';

const interval = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]): Interval => [start, start + length]);
const points = (intervals: readonly Interval[]): Set<number> =>
  new Set(intervals.flatMap(([start, end]) => Array.from({ length: end - start }, (_, offset) => start + offset)));

describe('intervals', () => {
  test('covering is set union, kept joined and in order', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 8 }), (intervals) => {
        const covered = intervals.reduce<readonly Interval[]>(cover, []);
        expect(points(covered)).toEqual(points(intervals));
        covered.slice(1).forEach((each, index) => {
          expect(each[0]).toBeGreaterThan(covered[index]?.[1] ?? Number.NaN);
        });
      }),
    );
  });

  test('what is missing is set difference', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), interval, (intervals, span) => {
        const covered = intervals.reduce<readonly Interval[]>(cover, []);
        const held = points(covered);
        expect(points(missing(covered, span))).toEqual(
          new Set([...points([span])].filter((point) => !held.has(point))),
        );
      }),
    );
  });
});
