import { WEEK } from './forecasting/forecaster.ts';
import { median } from './forecasting/median.ts';

/** Share of the other slices that may be silent too where a silence is unlike the rest. */
const MOST_SILENT = 0.2;

/** Whole days in a row without a byte, counted from the first of a series. */
export interface Silence {
  readonly from: number;
  readonly days: number;
}

/**
 * Silences inside a series of daily bytes of all zones together that its own weeks do not explain: days without a byte whose day of the
 * week carries some otherwise. All zones silent at once is more likely a gap in the measurement than no traffic. Silence at either
 * end is none: there the endpoint may not have lived. Pure.
 */
export function likelyGaps(bytes: readonly number[]): readonly Silence[] {
  const first = bytes.findIndex((value) => value > 0);
  const last = bytes.findLastIndex((value) => value > 0);
  const usual = Array.from({ length: WEEK }, (_, weekday) =>
    median(bytes.filter((_, day) => day % WEEK === weekday && day >= first && day <= last)),
  );
  const gaps: Silence[] = [];
  for (const [day, value] of bytes.entries()) {
    if (day <= first || day >= last || value > 0 || (usual[day % WEEK] ?? 0) === 0) continue;
    const before = gaps.at(-1);
    if (before && before.from + before.days === day) gaps[gaps.length - 1] = { ...before, days: before.days + 1 };
    else gaps.push({ from: day, days: 1 });
  }
  return gaps;
}

/** The series with the days of the gaps as the same day of the weeks around them was: unknown is not zero. */
export function bridged(series: readonly number[], gaps: readonly Silence[]): readonly number[] {
  if (gaps.length === 0) return series;
  const silent = new Set(gaps.flatMap(({ from, days }) => Array.from({ length: days }, (_, index) => from + index)));
  const near = (day: number, step: number): number | undefined => {
    for (let at = day + step; at >= 0 && at < series.length; at += step) if (!silent.has(at)) return series[at];
    return undefined;
  };
  return series.map((value, day) => {
    if (!silent.has(day)) return value;
    const sides = [near(day, -WEEK), near(day, WEEK)].filter((side) => side !== undefined);
    return sides.length === 0 ? value : sides.reduce((sum, side) => sum + side, 0) / sides.length;
  });
}

/**
 * The longest run of slices without a byte between slices with some, where it is unlike the rest: at least `least` slices long, twice
 * as long as the next, and most other slices active. Undefined where silence is usual. Pure.
 */
export function unusualSilence(
  active: readonly boolean[],
  least: number,
): { readonly from: number; readonly length: number } | undefined {
  const [first, last] = [active.indexOf(true), active.lastIndexOf(true)];
  const runs: { from: number; length: number }[] = [];
  for (let slice = Math.max(0, first); slice <= last; slice += 1) {
    if (active[slice]) continue;
    const before = runs.at(-1);
    if (before && before.from + before.length === slice) before.length += 1;
    else runs.push({ from: slice, length: 1 });
  }
  const [longest, next] = runs.toSorted((a, b) => b.length - a.length);
  if (!longest || longest.length < least || 2 * (next?.length ?? 0) > longest.length) return undefined;
  const others = last - first + 1 - longest.length;
  const silent = runs.reduce((all, run) => all + run.length, 0) - longest.length;
  return silent > MOST_SILENT * others ? undefined : longest;
}
