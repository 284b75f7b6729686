import { type Finding, finding } from '../core/finding.ts';
import { isoInstant, utcMillis } from '../core/time.ts';
import type { TrafficProfile } from './traffic.ts';

const DAY = 86_400;
/** A history that ended less long ago is the present: metrics and exports arrive late. */
const RECENT_DAYS = 2;

/** How long ago a history ended, where that is no longer the present. `end` is seconds since 1970, `asOf` what counts as now. */
export function historyAge(end: number, asOf: string): readonly Finding[] {
  const now = utcMillis(asOf);
  const days = now === undefined ? 0 : Math.floor((now / 1000 - end) / DAY);
  if (days < RECENT_DAYS) return [];
  const at = isoInstant(end);
  return [
    finding(
      'TG3075',
      'traffic',
      `The traffic was measured until ${at}, ${days} days ago; nothing is known of the time since.`,
    ),
  ];
}

/** The same of a profile: its newest window counts. Stated traffic has no window and no age. */
export function profileAge(profile: TrafficProfile, asOf: string | undefined): readonly Finding[] {
  const ends = [...profile.values()].flatMap(({ provenance }) => utcMillis(provenance.window?.end ?? '') ?? []);
  return asOf === undefined || ends.length === 0 ? [] : historyAge(ends.reduce((a, b) => Math.max(a, b)) / 1000, asOf);
}
