import { watchedDays } from '../guards/evidence.ts';
import type { NamedVerdict } from '../guards/guard.ts';
import type { Grade, Recommendation } from '../recommendation.ts';
import type { Client } from '../region/client.ts';

/** Changes that are a small, and at most a medium effort. */
const SMALL = 5;
const MEDIUM = 20;

export const effortOf = (changes: number): Recommendation['effort'] => ({
  level: changes <= SMALL ? 'low' : changes <= MEDIUM ? 'medium' : 'high',
  changes,
});

/** High: measured for long enough and every guard evaluated. Low: stated that nothing flows, or watched too briefly. */
export function confidenceOf(clients: readonly Client[], verdicts: readonly NamedVerdict[]): Grade {
  if (verdicts.some((verdict) => verdict.guard === 'evidence')) return 'low';
  const measured = clients.every((client) => watchedDays(client.provenance) !== undefined);
  const known = verdicts.every((verdict) => verdict.outcome !== 'not-evaluated');
  return measured && known ? 'high' : 'medium';
}

/** Verdicts alike are told once, with how many clients they concern. */
export function gathered(verdicts: readonly NamedVerdict[]): Recommendation['verdicts'] {
  const groups = Map.groupBy(verdicts, (each) => `${each.guard} ${each.outcome} ${each.reason}`);
  return [...groups.values()].flatMap((same) => (same[0] ? [{ ...same[0], count: same.length }] : []));
}
