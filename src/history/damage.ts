import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Interval } from '../operations/scan/ports.ts';
import { isWhole } from './checked-file.ts';
import { uncover } from './coverage.ts';
import { type DayFile, writeDay } from './day-manifest.ts';
import type { HistoryScope } from './history-scope.ts';
import { listDays, readStoredDay, type StoredDay, type StoredFile } from './list-days.ts';
import { DAY_SECONDS, hiddenName, secondsOf } from './paths.ts';
import { withScopeLock } from './scope-lock.ts';

export interface CheckedDay {
  readonly day: StoredDay;
  readonly whole: readonly StoredFile[];
  readonly damaged: readonly StoredFile[];
}

/** Looks at the listed files of a day. `anew` also reads those again that this process found whole before. */
export async function checkDay(day: StoredDay, anew = false): Promise<CheckedDay> {
  const whole: StoredFile[] = [];
  const damaged: StoredFile[] = [];
  for (const file of day.files) ((await isWhole(file.path, file, anew)) ? whole : damaged).push(file);
  if (damaged.length === 0) return { day, whole, damaged };
  // A compaction may have replaced the files meanwhile.
  const now = await readStoredDay(day.folder, day.day);
  return now.generation === day.generation ? { day, whole, damaged } : checkDay(now, anew);
}

/** Days between two days (both included; absent = no bound) with what is whole and what is damaged. */
export async function checkedDays(
  root: string,
  scope: HistoryScope,
  from?: string,
  to?: string,
): Promise<CheckedDay[]> {
  const checked: CheckedDay[] = [];
  for (const day of await listDays(root, scope, from, to)) checked.push(await checkDay(day));
  return checked;
}

/** The time that a file's rows span, as far as that is known: else its whole day. Seconds since 1970. */
export function spanOf(file: DayFile, day: string): Interval {
  const start = secondsOf(day);
  return file.span ?? [start, start + DAY_SECONDS];
}

/**
 * Sets damaged files aside: their time is no longer covered, so that the next scan asks for it again and nobody takes it for idle
 * meanwhile; then no list names them, and a suffix keeps them for whoever wants to look. Call with the scope locked.
 */
export async function setAside(root: string, scope: HistoryScope, checked: CheckedDay): Promise<StoredDay> {
  const { day, whole, damaged } = checked;
  if (damaged.length === 0) return day;
  for (const file of damaged) await uncover(root, scope, spanOf(file, day.day));
  await writeDay(day.folder, day, whole.map(plain), [...day.damaged, ...damaged.map(plain)]);
  for (const { path, name } of damaged) {
    await rename(path, join(day.folder, `${hiddenName(name)}.damaged`)).catch(() => undefined);
  }
  return readStoredDay(day.folder, day.day);
}

/** Sets aside what is damaged in a scope and gives the times concerned, also where this process may not write. */
export async function setAsideDamaged(root: string, scope: HistoryScope): Promise<readonly Interval[]> {
  const found = (await checkedDays(root, scope)).filter(({ damaged }) => damaged.length > 0);
  if (found.length === 0) return [];
  await withScopeLock(root, scope, async () => {
    for (const { day } of found) {
      await setAside(root, scope, await checkDay(await readStoredDay(day.folder, day.day)));
    }
    // Where it cannot be written, the times are left out of this answer all the same.
  }).catch(() => undefined);
  return found.flatMap(({ day, damaged }) => damaged.map((file) => spanOf(file, day.day)));
}

/** A stored file as its list names it. */
export const plain = ({ path: _, ...file }: StoredFile): DayFile => file;
