import { WEEK } from './forecaster.ts';
import { median } from './median.ts';
import { robustLine } from './robust-line.ts';

/** Parameters the line spends: a slope and seven levels. */
const SPENT = WEEK + 1;
/** A median absolute deviation of 1 is a standard deviation of 1.4826 in normal noise. */
const MAD_TO_SD = 1.4826;
/** How far odd days may swell the deviation above the robust one. */
const MOST_SWELLING = 3;
/**
 * Least noise taken for granted, as a share of the level: a series without any is stated or made, and a point is no interval. An
 * assumption of Tollgate (ADR 0160), not a measurement.
 */
export const LEAST_NOISE = 0.01;
/** Correlated noise makes a slope less certain than independent noise would; this bounds the correction. */
const MOST_INFLATION = 9;

/** Half-widths of the interval around a forecast, in the unit of the series. Days ahead count from 1. */
export interface Spread {
  day(ahead: number): number;
  /** Of the sum over days ahead `from` to `to`, both included: noise evens out over days, wrong growth adds up. */
  sum(from: number, to: number): number;
}

/**
 * The interval grows with the distance because the growth itself is uncertain: variance = noise (1 + 1/weeks) + variance of the
 * slope x distance from the middle of the history squared, as for a straight line through noisy points, with Student's t for few
 * days and a longer reach for noise that lingers. `sinceChange` is the number of days on the last level: it is no better known than
 * they show, and the noise is at least theirs.
 */
export function spreadOf(history: readonly number[], level: number, sinceChange?: number): Spread {
  const line = robustLine(history);
  const days = history.length;
  const endless = Number.POSITIVE_INFINITY;
  if (!line) return { day: () => endless, sum: () => endless };
  const freedom = Math.max(1, days - SPENT);
  const least = LEAST_NOISE * median(history.map(Math.abs));
  const recent = sinceChange === undefined ? 0 : recentScale(line.residuals.slice(-sinceChange));
  const noise = Math.max(scaleOf(line.residuals, freedom), recent, least) ** 2;
  const lingering = inflation(line.residuals);
  const weeks = days / WEEK;
  const levelWeeks = (sinceChange ?? days) / WEEK;
  const slope = (noise * lingering * 12) / (WEEK ** 3 * weeks * (weeks * weeks - 1));
  const factor = studentQuantile(0.5 + level / 2, freedom);
  const middle = (days - 1) / 2;
  return {
    day: (ahead) => factor * Math.sqrt(noise * (1 + 1 / levelWeeks) + slope * (ahead + middle) ** 2),
    sum: (from, to) => {
      const count = to - from + 1;
      const reach = count * ((from + to) / 2 + middle);
      return factor * Math.sqrt(noise * lingering * count * (1 + count / (sinceChange ?? days)) + slope * reach ** 2);
    },
  };
}

/** The standard deviation, but a few odd days may swell it only so far. */
function scaleOf(residuals: readonly number[], freedom: number): number {
  const squares = residuals.reduce((sum, value) => sum + value * value, 0);
  const deviation = Math.sqrt(squares / freedom);
  const robust = MAD_TO_SD * median(residuals.map(Math.abs)) * Math.sqrt(residuals.length / freedom);
  return robust === 0 ? deviation : Math.min(deviation, MOST_SWELLING * robust);
}

/** The robust deviation of the days on the last level, where there are enough of them to tell. */
const recentScale = (residuals: readonly number[]): number =>
  residuals.length < WEEK ? 0 : MAD_TO_SD * median(residuals.map(Math.abs));

/** (1 + r) / (1 - r) for the lag-1 correlation r of the residuals: how many of them say the same thing. */
function inflation(residuals: readonly number[]): number {
  let cross = 0;
  let squares = 0;
  for (const [index, value] of residuals.entries()) {
    squares += value * value;
    if (index > 0) cross += value * (residuals[index - 1] ?? 0);
  }
  if (squares === 0) return 1;
  const correlation = Math.max(0, cross / squares);
  return Math.min(MOST_INFLATION, (1 + correlation) / Math.max(1e-9, 1 - correlation));
}

/** Quantile of the standard normal distribution (Acklam's rational approximation, central part; relative error below 1.2e-9). */
function normalQuantile(p: number): number {
  const q = p - 0.5;
  const r = q * q;
  const [a1, a2, a3, a4, a5, a6] = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const [b1, b2, b3, b4, b5] = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  ];
  return (
    ((((((a1 * r + a2) * r + a3) * r + a4) * r + a5) * r + a6) * q) /
    (((((b1 * r + b2) * r + b3) * r + b4) * r + b5) * r + 1)
  );
}

/** Quantile of Student's t: Cornish-Fisher expansion around the normal one (Abramowitz and Stegun 26.7.5). */
export function studentQuantile(p: number, freedom: number): number {
  const z = normalQuantile(p);
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}
