import { sweepPartials } from '../files/left-behind.ts';
import type { HistoryUpkeep } from '../operations/scan/scan-environment.ts';
import { compact, expire } from './compact.ts';
import type { HistoryScope } from './history-scope.ts';
import { listDays } from './list-days.ts';
import { DAY_SECONDS, dayOf, scopePath, secondsOf } from './paths.ts';
import { isPublished, republishDay } from './publish-day.ts';
import { withScopeLock } from './scope-lock.ts';

/** The share of the stored days that one upkeep deletes at most: a wrong clock or setting must not take all at once. */
export const MOST_DELETED = 0.75;

/**
 * Retention and compaction of one account and Region, as the settings say. `keepDays` counts whole UTC days before today, or before
 * the newest stored day where the clock is ahead of it: a clock that is a year fast deletes nothing more.
 */
export async function keepUp(
  root: string,
  scope: HistoryScope,
  now: Date,
  { keepDays, filesPerDay }: HistoryUpkeep,
): Promise<void> {
  await sweepPartials(scopePath(root, scope));
  await publishAll(root, scope);
  if (keepDays > 0) {
    const before = await firstKept(root, scope, now, keepDays);
    if (before !== undefined) await expire(root, scope, before);
  }
  if (filesPerDay > 0) await compact(root, scope, filesPerDay);
}

/** Days that a killed process or an older version left in a form that others cannot read. */
async function publishAll(root: string, scope: HistoryScope): Promise<void> {
  const left: string[] = [];
  for (const { folder } of await listDays(root, scope)) if (!(await isPublished(folder))) left.push(folder);
  if (left.length === 0) return;
  await withScopeLock(root, scope, async (hold) => {
    for (const folder of left) {
      hold.check();
      await republishDay(folder);
    }
  });
}

async function firstKept(root: string, scope: HistoryScope, now: Date, keepDays: number): Promise<string | undefined> {
  const days = (await listDays(root, scope)).map(({ day }) => day);
  const newest = days.at(-1);
  if (newest === undefined) return undefined;
  const today = Math.min(Math.floor(now.getTime() / 1000), secondsOf(newest) + DAY_SECONDS);
  const wanted = dayOf(today - keepDays * DAY_SECONDS);
  const allowed = days[Math.floor(days.length * MOST_DELETED)] ?? newest;
  return wanted < allowed ? wanted : allowed;
}
