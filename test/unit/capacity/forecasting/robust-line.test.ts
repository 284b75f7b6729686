import { expect, test } from 'vitest';
import { median } from '../../../../src/capacity/forecasting/median.ts';
import { lineAt, robustLine } from '../../../../src/capacity/forecasting/robust-line.ts';
import { spreadOf, studentQuantile } from '../../../../src/capacity/forecasting/spread.ts';

const week = [0, 4, 6, 5, 1, -7, -9];
const seasonal = (day: number): number => 50 + 2 * day + (week[day % 7] ?? 0);

test('growth and season come apart exactly, and odd days do not move them', () => {
  const history = Array.from({ length: 35 }, (_, day) => seasonal(day) + (day === 20 ? 900 : 0));
  const line = robustLine(history);
  expect(line?.slope).toBeCloseTo(2, 12);
  if (line) expect(lineAt(line, 100)).toBeCloseTo(seasonal(100), 9);
});

test('less than two weeks cannot tell them apart', () => {
  expect(robustLine(Array(13).fill(1))).toBeUndefined();
  expect(spreadOf(Array(13).fill(1), 0.9).day(1)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [6, 1.9432],
  [20, 1.7247],
  [52, 1.6747],
])("Student's t with %d degrees of freedom bounds 90 %% at %d", (freedom, bound) => {
  expect(studentQuantile(0.95, freedom)).toBeCloseTo(bound, 3);
});

test('a noiseless line has the interval of the least noise taken for granted, and that of noise grows with the distance', () => {
  const noiseless = spreadOf(
    Array.from({ length: 28 }, (_, day) => seasonal(day)),
    0.9,
  );
  // 20 degrees of freedom, four weeks: t x 1 % of the median level x sqrt(1 + 1/4), and a little for the slope.
  const level = median(Array.from({ length: 28 }, (_, day) => seasonal(day)));
  expect(noiseless.day(1) / (1.7247 * 0.01 * level * Math.sqrt(1.25))).toBeGreaterThan(1);
  expect(noiseless.day(1) / (1.7247 * 0.01 * level * Math.sqrt(1.25))).toBeLessThan(1.2);
  const noisy = spreadOf(
    Array.from({ length: 28 }, (_, day) => seasonal(day) + ((day * 7919) % 13)),
    0.9,
  );
  expect(noisy.day(100)).toBeGreaterThan(noisy.day(1));
  expect(noisy.sum(1, 30)).toBeLessThan(30 * noisy.day(30));
});
