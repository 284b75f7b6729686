import { expect, test } from 'vitest';
import { bridged, likelyGaps, unusualSilence } from '../../../src/capacity/silence.ts';

const days = (count: number, value: (day: number) => number): number[] =>
  Array.from({ length: count }, (_, day) => value(day));

test('days without a byte that other weeks carry are a gap; weekends and the ends are none', () => {
  expect(likelyGaps(days(28, (day) => (day >= 10 && day < 13 ? 0 : 5)))).toEqual([{ from: 10, days: 3 }]);
  expect(likelyGaps(days(28, (day) => (day % 7 < 5 ? 5 : 0)))).toEqual([]);
  expect(likelyGaps(days(28, (day) => (day < 9 || day > 20 ? 0 : 5)))).toEqual([]);
  expect(likelyGaps(days(5, () => 0))).toEqual([]);
});

test('a gap is bridged by the same day of the weeks around it', () => {
  const series = days(28, (day) => (day === 10 ? 0 : day));
  expect(bridged(series, [{ from: 10, days: 1 }])[10]).toBe((3 + 17) / 2);
  expect(bridged(series, [{ from: 24, days: 1 }])[24]).toBe(17);
  expect(bridged(series, [])).toBe(series);
});

test('a run of silent slices is unusual only where it is unlike the rest', () => {
  const active = (silent: readonly number[]) => days(30, (day) => day).map((day) => !silent.includes(day));
  expect(unusualSilence(active([12, 13, 14]), 2)).toEqual({ from: 12, length: 3 });
  expect(unusualSilence(active([12]), 2)).toBeUndefined();
  expect(unusualSilence(active([5, 6, 12, 13, 19, 20]), 2)).toBeUndefined();
  expect(unusualSilence(active([0, 1, 2, 28, 29]), 2)).toBeUndefined();
  expect(unusualSilence([], 2)).toBeUndefined();
});
