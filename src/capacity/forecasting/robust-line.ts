import { WEEK } from './forecaster.ts';
import { median } from './median.ts';

/** A line with a weekly season, fitted so that single odd days do not move it. Day 0 is the first of the history. */
export interface RobustLine {
  /** Growth a day. */
  readonly slope: number;
  /** Level of the line at day 0 for each day of the week, counted from the first of the history. */
  readonly levels: readonly number[];
  /** What the line leaves unexplained, day by day. */
  readonly residuals: readonly number[];
}

/**
 * Seasonal Theil-Sen (the seasonal Kendall slope of Hirsch, Slack and Smith, 1982): the median of the slopes between equal days of
 * the week, so that the season cannot pass for growth; then the median level of each day of the week. Needs two weeks.
 */
export function robustLine(history: readonly number[]): RobustLine | undefined {
  if (history.length < 2 * WEEK) return undefined;
  const slopes: number[] = [];
  for (let to = WEEK; to < history.length; to += 1) {
    for (let from = to % WEEK; from < to; from += WEEK) {
      slopes.push(((history[to] ?? 0) - (history[from] ?? 0)) / (to - from));
    }
  }
  const slope = median(slopes);
  const levels = Array.from({ length: WEEK }, (_, weekday) =>
    median(history.flatMap((value, day) => (day % WEEK === weekday ? [value - slope * day] : []))),
  );
  const residuals = history.map((value, day) => value - slope * day - (levels[day % WEEK] ?? 0));
  return { slope, levels, residuals };
}

/** The line at a day, which may lie after the history. */
export const lineAt = ({ slope, levels }: RobustLine, day: number): number => slope * day + (levels[day % WEEK] ?? 0);
