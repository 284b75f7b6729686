import { SETTLING_SECONDS } from '../../metric-source.ts';
import { FACTS } from './facts.ts';

/** A part of a span and the finest period that CloudWatch still holds for all of it. */
export interface AgeBand {
  readonly periodSeconds: number;
  readonly start: number;
  readonly end: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A scan takes time while data ages: a band ends this long before its retention does. */
const MARGIN = 3 * HOUR;

/**
 * Splits a span by age, oldest part first. Bounds lie on full hours (and so on every period), but for the newest end, which lies
 * on a full minute once settled. What is older than the retention is left out: CloudWatch would answer with silent emptiness.
 */
export function ageBands(start: number, end: number, now: number): readonly AgeBand[] {
  const newest = floorTo(Math.min(end, now - SETTLING_SECONDS), 60);
  const bands: AgeBand[] = [];
  let until = newest;
  for (const band of FACTS.bands) {
    const { periodSeconds } = band;
    const from = Math.max(floorTo(start, periodSeconds), oldestOf(band, now));
    if (from < until) bands.push({ periodSeconds, start: from, end: until });
    until = Math.min(until, from);
    if (until <= start) break;
  }
  return bands.reverse();
}

/** A start just beyond the reach of a fine period is moved into it: hours at a coarser one would cost calls and tell little. */
export function alignedStart(start: number, now: number): number {
  const bound = FACTS.bands
    .map((band) => oldestOf(band, now))
    .find((oldest) => start < oldest && oldest - start <= MARGIN + HOUR);
  return bound ?? floorTo(start, HOUR);
}

const oldestOf = ({ oldestDays }: { readonly oldestDays: number }, now: number): number =>
  ceilTo(now - oldestDays * DAY + MARGIN, HOUR);

const floorTo = (seconds: number, step: number): number => Math.floor(seconds / step) * step;
const ceilTo = (seconds: number, step: number): number => Math.ceil(seconds / step) * step;
