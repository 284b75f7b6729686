import type { Fold } from './back-test.ts';
import { spreadOf } from './spread.ts';

/** How often the interval held in the back-test, and how much wider it had to be to hold as often as it claims. */
export function calibrate(
  folds: readonly Fold[],
  said: readonly (readonly number[])[],
  level: number,
): { readonly coverage: number | undefined; readonly widenedBy: number } {
  const misses: number[] = [];
  for (const [index, { training, truth }] of folds.entries()) {
    const spread = spreadOf(training, level);
    for (const [day, value] of truth.entries()) {
      const error = Math.abs(value - (said[index]?.[day] ?? 0));
      misses.push(error === 0 ? 0 : error / spread.day(day + 1));
    }
  }
  if (misses.length === 0) return { coverage: undefined, widenedBy: 1 };
  const coverage = misses.filter((miss) => miss <= 1).length / misses.length;
  const sorted = misses.filter(Number.isFinite).sort((a, b) => a - b);
  const needed = sorted[Math.min(sorted.length - 1, Math.ceil(level * sorted.length) - 1)] ?? 1;
  return { coverage, widenedBy: Math.max(1, needed) };
}
