import { foldsOf } from './forecasting/back-test.ts';
import { calibrate } from './forecasting/calibrate.ts';
import { type Forecaster, type Method, WEEK } from './forecasting/forecaster.ts';
import { type LevelChange, levelChanges, onLastLevel } from './forecasting/level-change.ts';
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

/**
 * A daily series and its future. Days are counted from 1 = the day after the last of the history. No value is negative or above the
 * ceiling.
 */
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
  /** Lasting shifts of level in the history, ascending: the forecast starts from the last one's. Days count from the series' first. */
  readonly changes: readonly LevelChange[];
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
 * Extends a daily series by the method that did best on its own past, with an interval that its past justifies. Where the level has
 * changed, the days before are taken onto the new level first, so that the change passes neither for growth nor for noise. `ceiling`
 * is what a day can reach at most: no bound exceeds it unless the history itself did. Undefined with fewer than LEAST_DAYS days: a
 * line through three points is not a forecast. Pure.
 */
export function forecastSeries(
  series: readonly number[],
  horizon: number,
  forecasters: readonly Forecaster[],
  ceiling = Number.POSITIVE_INFINITY,
): SeriesForecast | undefined {
  const recent = series.slice(-MOST_DAYS);
  if (recent.length < LEAST_DAYS) return undefined;
  const changes = levelChanges(recent);
  const history = onLastLevel(recent, changes);
  const line = robustLine(history);
  if (!line) return undefined;
  const last = changes.at(-1);
  const most = Math.max(ceiling, ...recent);
  const folds = foldsOf(history);
  const trials = trialsOf([theilSen, seasonalNaive, ...forecasters], folds);
  const best = choose(trials);
  const spread = spreadOf(history, INTERVAL_LEVEL, last && history.length - last.day);
  const { coverage, widenedBy } = calibrate(folds, best.said, INTERVAL_LEVEL);
  const futures = plausible(trials, best).flatMap((each) => {
    const future = each.forecaster.forecast(history, horizon);
    return future ? [{ trial: each, values: future.map((value) => Math.min(most, Math.max(0, value))) }] : [];
  });
  const point = futures.find((each) => each.trial === best)?.values ?? [];
  const days = point.map((value, index) =>
    around(
      value,
      widenedBy * spread.day(index + 1),
      futures.map(({ values }) => values[index] ?? 0),
      most,
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
    changes: changes.map((change) => ({ ...change, day: change.day + series.length - recent.length })),
    point,
    low: days.map((day) => day.low),
    high: days.map((day) => day.high),
    total: (from, to) => {
      const sums = futures.map(({ values }) => sumOf(values, from, to));
      return around(sumOf(point, from, to), widenedBy * spread.sum(from, to), sums, most * (to - from + 1));
    },
  };
}

/** A value with the interval that reaches half a width beyond every plausible one, never below zero or above the ceiling. */
const around = (point: number, half: number, plausibles: readonly number[], ceiling: number): Ranged => ({
  point,
  low: Math.max(0, Math.min(...plausibles) - half),
  high: Math.min(ceiling, Math.max(...plausibles) + half),
});

/** Sum over days ahead, counted from 1, both included. */
const sumOf = (values: readonly number[], from: number, to: number): number =>
  values.slice(from - 1, to).reduce((sum, value) => sum + value, 0);
