import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import { type Duck, openDuck } from '../files/bounded-duckdb.ts';
import { changeCoverage, without } from './coverage.ts';
import { checkDay, plain, setAside } from './damage.ts';
import { writeDay } from './day-manifest.ts';
import type { HistoryScope } from './history-scope.ts';
import { filesRelation } from './history-sql.ts';
import { listDays, type StoredDay } from './list-days.ts';
import { hiddenName, secondsOf } from './paths.ts';
import { publishDay } from './publish-day.ts';
import { withScopeLock } from './scope-lock.ts';
import { writeData } from './write-data.ts';

/** Joins the files of each day that holds more than `mostFiles` into one sorted file. Readers see the old or the new, never both. */
export async function compact(
  root: string,
  scope: HistoryScope,
  mostFiles: number = 1,
): Promise<{ readonly days: number }> {
  return withScopeLock(root, scope, async (hold) => {
    const days = (await listDays(root, scope)).filter((day) => day.files.length > mostFiles);
    if (days.length === 0) return { days: 0 };
    const duck = await openDuck();
    try {
      for (const day of days) {
        hold.check();
        // Damage that is joined with the rest could never be told again.
        await joinDay(duck, await setAside(root, scope, await checkDay(day, true)));
      }
    } finally {
      duck.close();
    }
    return { days: days.length };
  });
}

async function joinDay({ connection }: Duck, day: StoredDay): Promise<void> {
  const rows = day.files.reduce((sum, file) => sum + file.rows, 0);
  const all = `SELECT * FROM ${filesRelation(day.files.map((file) => file.path))}`;
  if (day.files.length === 0) return;
  const joined = await writeData(connection, day.folder, 'day', all);
  if (joined?.rows !== rows) {
    throw new TollgateError(
      'TG2102',
      `The files of ${day.day} hold ${joined?.rows ?? 0} rows and their list says ${rows}.`,
      {
        location: { file: day.folder },
        hint: 'Nothing is changed; look for a damaged file in that folder.',
      },
    );
  }
  try {
    await writeDay(day.folder, day, [joined], day.damaged);
  } catch (error) {
    await rm(join(day.folder, hiddenName(joined.name)), { force: true });
    throw error;
  }
  await publishDay(day.folder, day.files.map(plain));
}

/**
 * Deletes days before the given one (YYYY-MM-DD). What is deleted counts as never asked for: a deleted day must not look like an idle
 * one. The list of a day stays, empty: a writer that was stopped before must not find the day new.
 */
export async function expire(root: string, scope: HistoryScope, before: string): Promise<{ readonly days: number }> {
  return withScopeLock(root, scope, async () => {
    const oldest = secondsOf(before);
    await changeCoverage(root, scope, (coverage) => without(coverage, [[Number.MIN_SAFE_INTEGER, oldest]]));
    const days = (await listDays(root, scope)).filter((day) => day.day < before);
    for (const day of days) {
      await writeDay(day.folder, day, []);
      await publishDay(day.folder, day.files.map(plain));
      for (const { name } of day.damaged) await rm(join(day.folder, `${hiddenName(name)}.damaged`), { force: true });
    }
    return { days: days.length };
  });
}
