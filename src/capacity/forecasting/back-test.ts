import { type Forecaster, WEEK } from './forecaster.ts';
import { LEAST_NOISE } from './spread.ts';

/** A stretch of the history that a forecaster had to forecast from what lay before it. */
export interface Fold {
  readonly training: readonly number[];
  readonly truth: readonly number[];
}

/** Longest stretch to forecast, in days, and how many. */
const LONGEST_FOLD = 2 * WEEK;
const FOLDS = 6;

/**
 * Rolling origins: the last stretches of the history, each half a stretch before the next, as long as two weeks of training
 * remain. Fewer than 21 days give none.
 */
export function foldsOf(history: readonly number[]): readonly Fold[] {
  const length = Math.min(LONGEST_FOLD, Math.floor((history.length - 2 * WEEK) / 2));
  if (length < WEEK / 2) return [];
  const step = Math.max(1, Math.floor(length / 2));
  return Array.from({ length: FOLDS }, (_, index) => history.length - length - index * step)
    .filter((origin) => origin >= 2 * WEEK)
    .map((origin) => ({ training: history.slice(0, origin), truth: history.slice(origin, origin + length) }));
}

/** What a forecaster said about each fold; undefined where it failed on one. */
export function forecastFolds(
  forecaster: Forecaster,
  folds: readonly Fold[],
): readonly (readonly number[])[] | undefined {
  const said: (readonly number[])[] = [];
  for (const { training, truth } of folds) {
    const forecast = forecaster.forecast(training, truth.length);
    if (!forecast) return undefined;
    said.push(forecast);
  }
  return said;
}

/** Mean absolute error of each fold. */
export const errorsOf = (folds: readonly Fold[], said: readonly (readonly number[])[]): readonly number[] =>
  folds.map(({ truth }, index) => mean(truth.map((value, day) => Math.abs(value - (said[index]?.[day] ?? 0)))));

/**
 * Mean absolute scaled error (Hyndman and Koehler, 2006): the mean over the folds of their error in units of what seasonal naive
 * errs by inside the training, and of the least noise taken for granted where it errs by less. Below 1 is better than that; 0/0 is
 * 0; undefined without folds, or where an error follows upon nothing but zeros.
 */
export function mase(folds: readonly Fold[], errors: readonly number[]): number | undefined {
  if (folds.length === 0) return undefined;
  let total = 0;
  for (const [index, { training }] of folds.entries()) {
    const error = errors[index] ?? 0;
    if (error === 0) continue;
    const naive = mean(training.slice(WEEK).map((value, day) => Math.abs(value - (training[day] ?? 0))));
    const scale = Math.max(naive, LEAST_NOISE * mean(training.map(Math.abs)));
    if (scale === 0) return undefined;
    total += error / scale;
  }
  return total / folds.length;
}

/**
 * Geometric mean of the error of each fold over that of another method (Davydenko and Fildes, 2013): a jump that nobody could
 * forecast weighs on both alike, so it decides nothing. Below 1 is better than the other.
 */
export function relativeError(errors: readonly number[], others: readonly number[]): number {
  const logs = errors.map((error, index) => {
    const other = others[index] ?? 0;
    const tiny = 1e-9 * (error + other);
    return error + other === 0 ? 0 : Math.log((error + tiny) / (other + tiny));
  });
  return Math.exp(mean(logs));
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
