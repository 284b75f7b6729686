import { expect, test } from 'vitest';
import { errorsOf, foldsOf, mase, relativeError } from '../../../../src/capacity/forecasting/back-test.ts';

const days = (count: number): number[] => Array.from({ length: count }, (_, day) => day);

test('each fold keeps at least two weeks of training and forecasts what follows', () => {
  const folds = foldsOf(days(60));
  expect(folds).toHaveLength(5);
  for (const { training, truth } of folds) {
    expect(training.length).toBeGreaterThanOrEqual(14);
    expect(truth[0]).toBe(training.length);
    expect(truth).toHaveLength(14);
  }
});

test('three weeks are the least that can be tested', () => {
  expect(foldsOf(days(21))).toEqual([]);
  expect(foldsOf(days(22)).length).toBeGreaterThan(0);
});

test('MASE counts in units of what last week would have erred by inside the training', () => {
  const fold = { training: days(14), truth: [14, 15] };
  expect(errorsOf([fold], [[17.5, 18.5]])).toEqual([3.5]);
  expect(mase([fold], [3.5])).toBe(0.5);
  expect(mase([{ training: Array(14).fill(5), truth: [5] }], [0])).toBe(0);
  // 1 over one per cent of the level of 5: a series without noise has a MASE too.
  expect(mase([{ training: Array(14).fill(5), truth: [6] }], [1])).toBe(20);
  expect(mase([{ training: Array(14).fill(0), truth: [6] }], [6])).toBeUndefined();
  expect(mase([], [])).toBeUndefined();
});

test('a jump that nobody could forecast decides nothing', () => {
  expect(relativeError([1000, 1], [1000, 2])).toBeCloseTo(Math.SQRT1_2, 6);
  expect(relativeError([0], [0])).toBe(1);
});
