/** Days of the season that forecasts know. The season of the day is inside each daily value and needs no model. */
export const WEEK = 7;

export const METHODS = ['seasonal-naive', 'theil-sen', 'mstl-ets'] as const;
export type Method = (typeof METHODS)[number];

/** Extends a daily series into the future. */
export interface Forecaster {
  readonly method: Method;
  /** The next `horizon` days; undefined where the method cannot say anything about such a series. */
  forecast(history: readonly number[], horizon: number): readonly number[] | undefined;
}
