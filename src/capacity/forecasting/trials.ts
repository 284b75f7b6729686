import { errorsOf, type Fold, forecastFolds, mase, relativeError } from './back-test.ts';
import type { Forecaster } from './forecaster.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { theilSen } from './theil-sen.ts';

/** Among methods this close the simplest wins. */
const TIE = 1.02;
/** No method is chosen whose back-tested MASE exceeds seasonal naive's by more. */
const NO_WORSE = 1.05;
/** A method whose error is within this factor of the best one's may still be right about the far future. */
const PLAUSIBLE = 1.5;

/** A forecaster and how it did in the back-test. */
export interface Trial {
  readonly forecaster: Forecaster;
  readonly said: readonly (readonly number[])[];
  readonly mase: number | undefined;
  /** Error against seasonal naive's, fold by fold: below 1 is better. */
  readonly relative: number;
}

/** Tries every forecaster on every fold; one that fails on a fold is left out. */
export function trialsOf(forecasters: readonly Forecaster[], folds: readonly Fold[]): readonly Trial[] {
  const naive = errorsOf(folds, forecastFolds(seasonalNaive, folds) ?? []);
  return forecasters.flatMap((forecaster) => {
    const said = forecastFolds(forecaster, folds);
    if (!said) return [];
    const errors = errorsOf(folds, said);
    return [{ forecaster, said, mase: mase(folds, errors), relative: relativeError(errors, naive) }];
  });
}

/** The least error against seasonal naive wins, near ties go to the simpler method. Whoever errs more than it in MASE is out. */
export function choose(trials: readonly Trial[]): Trial {
  const naive = trials.find((each) => each.forecaster === seasonalNaive);
  const most = NO_WORSE * (naive?.mase ?? Number.POSITIVE_INFINITY);
  const [first, ...others] = trials.filter((each) => (each.mase ?? Number.POSITIVE_INFINITY) <= most || each === naive);
  let best = first ?? { forecaster: theilSen, said: [], mase: undefined, relative: 1 };
  for (const each of others) if (each.relative * TIE < best.relative) best = each;
  return best;
}

/** Methods that the back-test cannot rule out: where they part ways, the future is open between them. */
export const plausible = (trials: readonly Trial[], best: Trial): readonly Trial[] =>
  trials.filter((each) => each === best || each.relative <= PLAUSIBLE * best.relative);
