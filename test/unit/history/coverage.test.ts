import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cover, type Interval, missing, readCoverage, writeCoverage } from '../../../src/history/coverage.ts';
import { scopePath } from '../../../src/history/paths.ts';

const interval = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]): Interval => [start, start + length]);
const points = (intervals: readonly Interval[]): Set<number> =>
  new Set(intervals.flatMap(([start, end]) => Array.from({ length: end - start }, (_, offset) => start + offset)));

describe('coverage', () => {
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

  test('it is stored and read back; absent means nothing is covered', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-coverage-'));
    const scope = { account: '111122223333', region: 'eu-west-1' };
    expect(await readCoverage(root, scope)).toEqual(new Map());
    mkdirSync(scopePath(root, scope), { recursive: true });
    const coverage = new Map([['vpce-1', [[0, 60]] as const]]);
    await writeCoverage(root, scope, coverage);
    expect(await readCoverage(root, scope)).toEqual(coverage);
    rmSync(root, { recursive: true });
  });
});
