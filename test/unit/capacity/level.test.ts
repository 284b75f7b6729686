import { expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS, levelOf, thresholdsOf, worstLevel } from '../../../src/capacity/level.ts';

test.each([
  [0, 'ok'],
  [0.599, 'ok'],
  [0.6, 'watch'],
  [0.75, 'warning'],
  [0.9, 'critical'],
  [1.4, 'critical'],
] as const)('a utilisation of %d is %s', (utilisation, level) => {
  expect(levelOf(utilisation, DEFAULT_THRESHOLDS)).toBe(level);
});

test('thresholds that are not given keep their defaults', () => {
  expect(thresholdsOf({ critical: 0.95 })).toEqual({ watch: 0.6, warning: 0.75, critical: 0.95 });
});

test.each([{ watch: 0 }, { watch: 0.8, warning: 0.7 }, { critical: Number.NaN }, { critical: Infinity }])(
  'refuses thresholds that do not ascend: %j',
  (given) => {
    expect(() => thresholdsOf(given)).toThrow(expect.objectContaining({ code: 'TG3001' }));
  },
);

test('the worst level wins, and unknown only where nothing is known', () => {
  expect(worstLevel(['ok', 'unknown', 'warning', 'watch'])).toBe('warning');
  expect(worstLevel(['unknown'])).toBe('unknown');
  expect(worstLevel([])).toBe('unknown');
});
