import { foldsOf } from './forecasting/back-test.ts';
import { calibrate } from './forecasting/calibrate.ts';
import { type Forecaster, type Method, WEEK } from './forecasting/forecaster.ts';
import { robustLine } from './forecasting/robust-line.ts';
import { seasonalNaive } from './forecasting/seasonal-naive.ts';
import { spreadOf } from './forecasting/spread.ts';
import { theilSen } from './forecasting/theil-sen.ts';
import { choose, plausible, trialsOf } from './forecasting/trials.ts';

/** Fewer whole days than this give no forecast: two weeks are needed to tell growth from the weekly season. */
export const LEAST_DAYS = 2 * WEEK;
/** Fewer than this give a wide one, and a finding. */
export const SHORT_DAYS = 4 * WEEK;
/** Older days are not looked at: a half-year of the present tells more than the years before. */
const MOST_DAYS = 26 * WEEK;
/** Share of the time that an interval is meant to hold the truth. */
export const INTERVAL_LEVEL = 0.9;

/** A daily series and its future. Days are counted from 1 = the day after the last of the history. No value is negative. */
export interface SeriesForecast {
  readonly method: Method;
  /** Error in the back-test, in units of seasonal naive's in-sample error; undefined where there was too little history to test. */
  readonly mase: number | undefined;
  /** The same for seasonal naive. */
  readonly naiveMase: number | undefined;
  /** Share of back-tested days inside the interval as it was before `widenedBy`. */
  readonly coverage: number | undefined;
  /** Factor by which the back-test made the interval wider: 1 = not at all. */
  readonly widenedBy: number;
  readonly level: number;
  /** Growth a day by the robust line. */
  readonly growth: number;
  readonly days: number;
  readonly point: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** The sum over days ahead `from` to `to`, both included. */
  total(from: number, to: number): Ranged;
}

/** A figure with its interval. */
export interface Ranged {
  readonly point: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Extends a daily series by the method that foretold its own past best, with an interval that its past justifies. Undefined with
 * fewer than LEAST_DAYS days: a line through three points is not a forecast. Pure.
 */
export function forecastSeries(
  series: readonly number[],
  horizon: number,
  forecasters: readonly Forecaster[],
): SeriesForecast | undefined {
  const history = series.slice(-MOST_DAYS);
  const line = robustLine(history);
  if (history.length < LEAST_DAYS || !line) return undefined;
  const folds = foldsOf(history);
  const trials = trialsOf([theilSen, seasonalNaive, ...forecasters], folds);
  const best = choose(trials);
  const spread = spreadOf(history, INTERVAL_LEVEL);
  const { coverage, widenedBy } = calibrate(folds, best.said, INTERVAL_LEVEL);
  const futures = plausible(trials, best).flatMap((each) => {
    const future = each.forecaster.forecast(history, horizon);
    return future ? [{ trial: each, values: future.map((value) => Math.max(0, value)) }] : [];
  });
  const point = futures.find((each) => each.trial === best)?.values ?? [];
  const days = point.map((value, index) =>
    around(
      value,
      widenedBy * spread.day(index + 1),
      futures.map(({ values }) => values[index] ?? 0),
    ),
  );
  return {
    method: best.forecaster.method,
    mase: best.mase,
    naiveMase: trials.find((each) => each.forecaster === seasonalNaive)?.mase,
    coverage,
    widenedBy,
    level: INTERVAL_LEVEL,
    growth: line.slope,
    days: history.length,
    point,
    low: days.map((day) => day.low),
    high: days.map((day) => day.high),
    total: (from, to) => {
      const sums = futures.map(({ values }) => sumOf(values, from, to));
      return around(sumOf(point, from, to), widenedBy * spread.sum(from, to), sums);
    },
  };
}

/** A value with the interval that reaches half a width beyond every plausible one, never below zero. */
const around = (point: number, half: number, plausibles: readonly number[]): Ranged => ({
  point,
  low: Math.max(0, Math.min(...plausibles) - half),
  high: Math.max(...plausibles) + half,
});

/** Sum over days ahead, counted from 1, both included. */
const sumOf = (values: readonly number[], from: number, to: number): number =>
  values.slice(from - 1, to).reduce((sum, value) => sum + value, 0);
