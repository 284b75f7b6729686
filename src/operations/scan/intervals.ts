import type { Interval } from './ports.ts';

/** Adds a span to covered ones, joining it with those it touches. */
export function cover(covered: readonly Interval[], [start, end]: Interval): readonly Interval[] {
  if (end <= start) return covered;
  const apart = covered.filter((each) => each[1] < start || each[0] > end);
  const touched = covered.filter((each) => !(each[1] < start || each[0] > end));
  const joined: Interval = [
    Math.min(start, ...touched.map((each) => each[0])),
    Math.max(end, ...touched.map((each) => each[1])),
  ];
  return [...apart, joined].sort((a, b) => a[0] - b[0]);
}

/** The parts of a span that are not covered yet, in order. */
export function missing(covered: readonly Interval[], [start, end]: Interval): readonly Interval[] {
  const gaps: Interval[] = [];
  let at = start;
  for (const each of covered) {
    if (each[1] <= at) continue;
    if (each[0] >= end) break;
    if (each[0] > at) gaps.push([at, each[0]]);
    at = Math.max(at, each[1]);
  }
  if (at < end) gaps.push([at, end]);
  return gaps;
}
