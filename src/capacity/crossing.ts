import type { SeriesForecast } from './forecast.ts';
import { WEEK } from './forecasting/forecaster.ts';
import { lineAt, robustLine } from './forecasting/robust-line.ts';

/** When a load reaches a level, in days after the last day of the history: 0 = it has, null = not within the horizon. */
export interface Crossing {
  readonly days: number | null;
  /** Earliest and latest by the interval. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The first day on which the forecast reaches a level, and on which the edges of its interval do. Between two days the load is
 * taken to move evenly. A level that the robust line reached in the last week is reached already; one that a single day of it
 * reached may be.
 */
export function crossing(forecast: SeriesForecast, history: readonly number[], level: number): Crossing {
  const last = history.at(-1) ?? 0;
  const days = lastWeekOfLine(history).some((value) => value >= level) ? 0 : firstReach(forecast.point, last, level);
  const touched = history.slice(-WEEK).some((value) => value >= level);
  const low = touched ? 0 : firstReach(forecast.high, last, level);
  const high = firstReach(forecast.low, last, level);
  return {
    days,
    low: days === null || low === null ? low : Math.min(low, days),
    high: days === null || high === null ? null : Math.max(high, days),
  };
}

function lastWeekOfLine(history: readonly number[]): readonly number[] {
  const line = robustLine(history);
  return line ? Array.from({ length: WEEK }, (_, index) => lineAt(line, history.length - WEEK + index)) : [];
}

function firstReach(values: readonly number[], last: number, level: number): number | null {
  let before = last;
  for (const [index, value] of values.entries()) {
    if (value >= level) return before >= level ? index : index + (level - before) / (value - before);
    before = value;
  }
  return null;
}
