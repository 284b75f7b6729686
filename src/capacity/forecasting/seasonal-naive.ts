import { type Forecaster, WEEK } from './forecaster.ts';

/** Next week will be like the last one: what every other method has to beat. */
export const seasonalNaive: Forecaster = {
  method: 'seasonal-naive',
  forecast(history, horizon) {
    if (history.length < WEEK) return undefined;
    const week = history.slice(-WEEK);
    return Array.from({ length: horizon }, (_, index) => week[index % WEEK] ?? 0);
  },
};
