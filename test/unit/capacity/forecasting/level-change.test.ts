import { expect, test } from 'vitest';
import { levelChanges, onLastLevel } from '../../../../src/capacity/forecasting/level-change.ts';
import { SHAPES, seededNormal } from '../../../../test/support/series.ts';

const WEEK = [1, 1.1, 1.1, 1, 0.9, 0.5, 0.4];
const noisy = (seed: number, count: number, level: (day: number) => number): number[] => {
  const noise = seededNormal(seed);
  return Array.from({ length: count }, (_, day) => level(day) * (WEEK[day % 7] ?? 1) * (1 + 0.03 * noise()));
};

test.each([
  [60, 40, 2],
  [60, 30, 0.5],
  [120, 100, 1.5],
  [40, 34, 3],
])('a step in %d days on day %d by %d is found on that day, with its levels', (count, day, factor) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const found = levelChanges(noisy(seed, count, (at) => (at < day ? 50 : 50 * factor)));
    expect(found.map((each) => each.day)).toEqual([day]);
    expect((found[0]?.after ?? 0) / (found[0]?.before ?? 1)).toBeCloseTo(factor, 0);
  }
});

test('two steps are both found, each with its own levels, and the history goes onto the last', () => {
  const history = noisy(4, 90, (day) => (day < 30 ? 20 : day < 60 ? 60 : 30));
  const found = levelChanges(history);
  expect(found.map((each) => each.day)).toEqual([30, 60]);
  expect(found.map(({ before, after }) => [Math.round(before / 10), Math.round(after / 10)])).toEqual([
    [2, 6],
    [6, 3],
  ]);
  const level = onLastLevel(history, found);
  expect(Math.max(...level)).toBeLessThan(40);
  expect(level.slice(60)).toEqual(history.slice(60));
});

test('growth on both sides of a step stays growth', () => {
  const found = levelChanges(noisy(9, 80, (day) => (day < 50 ? 40 + 0.3 * day : 110 + 0.3 * day)));
  expect(found.map((each) => each.day)).toEqual([50]);
});

test('what has no step has none: season, growth, bursts, saturation, in at most 5 of 100 series each', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    if (name === 'step' || name === 'random walk') continue;
    const wrong = Array.from({ length: 100 }, (_, seed) => levelChanges(shape(seed + 1, 60)).length > 0);
    expect([name, wrong.filter(Boolean).length <= 5]).toEqual([name, true]);
  }
});

test('zeros, a stop and a short history have no change of level', () => {
  expect(levelChanges(Array(60).fill(0))).toEqual([]);
  expect(levelChanges(Array.from({ length: 60 }, (_, day) => (day < 40 ? 10 : 0)))).toEqual([]);
  expect(levelChanges([1, 1, 1, 9, 9, 9])).toEqual([]);
});
