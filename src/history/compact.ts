import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeStrays, writeDay } from './day-manifest.ts';
import { openDuck } from './duckdb.ts';
import type { HistoryScope } from './history-scope.ts';
import { copyTo, filesRelation } from './history-sql.ts';
import { listDays, type StoredDay } from './list-days.ts';
import { withScopeLock } from './scope-lock.ts';

/** Joins the files of each day that holds more than `mostFiles` into one sorted file. Readers see the old or the new, never both. */
export async function compact(
  root: string,
  scope: HistoryScope,
  mostFiles: number = 1,
): Promise<{ readonly days: number }> {
  return withScopeLock(root, scope, async () => {
    const days = (await listDays(root, scope)).filter((day) => day.files.length > mostFiles);
    if (days.length === 0) return { days: 0 };
    const duck = await openDuck();
    try {
      for (const day of days) {
        const name = `day-${randomUUID()}.parquet`;
        const partial = join(day.folder, `${name}.partial`);
        try {
          await duck.connection.run(
            copyTo(`SELECT * FROM ${filesRelation(day.files.map((file) => file.path))}`, partial),
          );
          await rename(partial, join(day.folder, name));
        } finally {
          await rm(partial, { force: true });
        }
        await writeDay(day.folder, [{ name, rows: rowsOf(day) }]);
        await removeStrays(day.folder);
      }
    } finally {
      duck.close();
    }
    return { days: days.length };
  });
}

/** Deletes days before the given one (YYYY-MM-DD). */
export async function expire(root: string, scope: HistoryScope, before: string): Promise<{ readonly days: number }> {
  return withScopeLock(root, scope, async () => {
    const days = (await listDays(root, scope)).filter((day) => day.day < before);
    for (const day of days) {
      await writeDay(day.folder, []);
      await rm(day.folder, { recursive: true, force: true });
    }
    return { days: days.length };
  });
}

const rowsOf = (day: StoredDay): number => day.files.reduce((rows, file) => rows + file.rows, 0);
