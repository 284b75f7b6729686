import { WEEK } from './forecaster.ts';
import { median } from './median.ts';

/** A lasting shift of a daily series. Day 0 is the first of the history; `day` is the first on the new level. */
export interface LevelChange {
  readonly day: number;
  /** Level of the day before and of the day itself by the fitted line, without the weekly season. */
  readonly before: number;
  readonly after: number;
}

/** Days a new level must have lasted, and days that must lie before it. */
const LEAST_AFTER = 5;
const LEAST_BEFORE = WEEK;
/** Shortest window inside a longer series that is searched for a change. */
const LEAST_WINDOW = 4 * WEEK;
/** Changes looked for, the clearest first. */
const MOST_CHANGES = 4;
/** A shift counts from this many robust standard deviations of what is left over. */
const LEAST_DEVIATIONS = 5;
/** Share of the shift that must happen between the days on both sides of it: growth takes longer. */
const ABRUPT = 0.7;
/** Days on both sides that show how abrupt it is. */
const AROUND = 4;
/** A series that falls below this share of its level has stopped, which is silence and no level. */
const LEAST_LEVEL = 0.02;
const MAD_TO_SD = 1.4826;

/**
 * Finds shifts of level: in windows of every length (seeded binary segmentation: Kovacs, Buehlmann, Li and Munk, 2023) the day that a
 * least-squares fit of line and step prefers (Bai, 1994), confirmed by medians so that odd days prove nothing; then again on the series
 * without it. Ascending by day. Pure.
 */
export function levelChanges(history: readonly number[]): readonly LevelChange[] {
  let series = withoutWeek(history);
  const windows = windowsOf(history.length);
  const changes: LevelChange[] = [];
  while (changes.length < MOST_CHANGES) {
    const found = clearest(series, windows);
    if (!found) break;
    // What was found before has scaled the days before it already: undo that in what is said.
    const scale = changes.filter(({ day }) => day > found.day).reduce((all, each) => all * factorOf(each), 1);
    changes.push({ ...found, before: found.before / scale, after: found.after / scale });
    series = series.map((value, day) => (day < found.day ? value * factorOf(found) : value));
  }
  return changes.sort((a, b) => a.day - b.day);
}

type Window = readonly [start: number, end: number];

/** The whole, then windows of half the length each time, each half over the one before it. */
function windowsOf(count: number): readonly Window[] {
  const windows: Window[] = [];
  for (let length = count; length === count || length >= LEAST_WINDOW; length = Math.floor(length / 2)) {
    const steps = Math.ceil((2 * (count - length)) / length);
    for (let step = 0; step <= steps; step += 1) {
      const start = steps === 0 ? 0 : Math.round((step * (count - length)) / steps);
      windows.push([start, start + length]);
    }
  }
  return windows;
}

/** The first change that the longest windows confirm: more days, more proof. */
function clearest(series: readonly number[], windows: readonly Window[]): LevelChange | undefined {
  const noise = noiseOf(series);
  for (const [start, end] of windows) {
    const inside = series.slice(start, end);
    const found = confirmed(inside, bestDay(inside), noise);
    if (found) return { ...found, day: found.day + start };
  }
  return undefined;
}

/** What values before a change are multiplied with to lie on the new level. */
export const factorOf = ({ before, after }: LevelChange): number => after / before;

/** The history as though its last level had always held: values before each change are scaled. */
export function onLastLevel(history: readonly number[], changes: readonly LevelChange[]): readonly number[] {
  return history.map((value, day) =>
    changes.reduce((scaled, change) => (day < change.day ? scaled * factorOf(change) : scaled), value),
  );
}

/** The series over its weekly season: the median ratio of each day of the week to the week around it. */
function withoutWeek(history: readonly number[]): readonly number[] {
  const around = history.map((_, day) => median(weekAround(history, day)));
  const factors = Array.from({ length: WEEK }, (_, weekday) =>
    median(
      history.flatMap((value, day) => {
        const level = around[day] ?? 0;
        return day % WEEK === weekday && level > 0 ? [value / level] : [];
      }),
    ),
  );
  return factors.every((factor) => factor > 0)
    ? history.map((value, day) => value / (factors[day % WEEK] ?? 1))
    : history;
}

/** Seven days around a day, shifted inwards at the ends. */
function weekAround(history: readonly number[], day: number): readonly number[] {
  const start = Math.min(Math.max(0, day - (WEEK >> 1)), Math.max(0, history.length - WEEK));
  return history.slice(start, start + WEEK);
}

/** The day from which a step explains most of what a straight line leaves over: least squares with running sums. */
function bestDay(series: readonly number[]): number {
  const count = series.length;
  const middle = (count - 1) / 2;
  const spread = (count * (count * count - 1)) / 12;
  const mean = series.reduce((sum, value) => sum + value, 0) / count;
  const slope = series.reduce((sum, value, day) => sum + (day - middle) * value, 0) / spread;
  let best = 0;
  let most = 0;
  let rest = 0;
  for (let day = count - 1; day >= LEAST_BEFORE; day -= 1) {
    rest += (series[day] ?? 0) - mean - slope * (day - middle);
    const after = count - day;
    if (after < LEAST_AFTER) continue;
    // What is left of the step's own column once mean and slope are taken off it.
    const lean = (after * (day - middle + count - 1 - middle)) / 2;
    const gain = rest ** 2 / (after - after ** 2 / count - lean ** 2 / spread);
    if (gain > most) [best, most] = [day, gain];
  }
  return best;
}

function confirmed(series: readonly number[], day: number, noise: number): LevelChange | undefined {
  if (day === 0) return undefined;
  const slope = slopeWithin(series, day);
  const flat = series.map((value, at) => value - slope * (at - day));
  const [early, late] = [flat.slice(0, day), flat.slice(day)];
  const [before, after] = [median(early), median(late)];
  const deviation =
    MAD_TO_SD * median([...early.map((v) => Math.abs(v - before)), ...late.map((v) => Math.abs(v - after))]);
  const shift = Math.abs(after - before);
  const near = Math.abs(median(series.slice(day, day + AROUND)) - median(series.slice(Math.max(0, day - AROUND), day)));
  if (before <= 0 || after < LEAST_LEVEL * before) return undefined;
  return shift > LEAST_DEVIATIONS * Math.max(deviation, noise) && shift > 0 && near >= ABRUPT * shift
    ? { day, before, after }
    : undefined;
}

/** Standard deviation from the median change between neighbouring days, on which steps and growth have no part. */
const noiseOf = (series: readonly number[]): number =>
  (MAD_TO_SD * median(series.slice(1).map((value, day) => Math.abs(value - (series[day] ?? 0))))) / Math.SQRT2;

/** Median slope between days of the same part, a week apart or more, so that the step is in none of them. */
function slopeWithin(series: readonly number[], day: number): number {
  const slopes: number[] = [];
  for (const [start, end] of [
    [0, day],
    [day, series.length],
  ] as const) {
    for (let to = start + WEEK; to < end; to += 1) {
      for (let from = to - WEEK; from >= start; from -= WEEK) {
        slopes.push(((series[to] ?? 0) - (series[from] ?? 0)) / (to - from));
      }
    }
  }
  return median(slopes);
}
