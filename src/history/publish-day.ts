import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DayFile, readDay, writeDay } from './day-manifest.ts';
import { hiddenName } from './paths.ts';

/** Milliseconds: no file younger is swept, for its writer may be about to list it. Longer than a lock lives without its writer. */
const YOUNG_MS = 60_000;

const DATA = /^_?[\w-]+\.parquet$/;
/** Files that older versions left under names that others trip over. */
const OLD = /^(?:manifest(?:\.\d+)?\.json|.*\.parquet\.damaged)$/;

/**
 * Makes what others see of a day (Athena, Trino: the files without `_`) what its list names: what is listed no more is hidden first, then
 * what is new is shown, so that no row is ever seen twice. What a killed process left undone is done by the next call. Then data files
 * that no list names are deleted: left by a crash, or `replaced` by a compaction. Call with the scope locked, right after writeDay: a
 * writer that was stopped with such a file in hand then fails to list it.
 */
export async function publishDay(folder: string, replaced: readonly DayFile[] = []): Promise<void> {
  for (;;) {
    const { files, generation } = await readDay(folder);
    const listed = new Set(files.map((file) => file.name));
    const names = (await readdir(folder)).filter((name) => DATA.test(name));
    for (const name of names) if (!name.startsWith('_') && !listed.has(name)) await hide(folder, name);
    for (const name of listed) if (names.includes(hiddenName(name))) await show(folder, name);
    // Another writer may have listed what was hidden here.
    if ((await readDay(folder)).generation !== generation) continue;
    await removeStrays(folder, listed, new Set(replaced.map((file) => file.name)));
    return;
  }
}

/** Whether what others see of a day is what its list names. */
export async function isPublished(folder: string): Promise<boolean> {
  const listed = new Set((await readDay(folder)).files.map((file) => file.name));
  const seen = (await readdir(folder)).filter((name) => DATA.test(name) || OLD.test(name));
  return seen.every((name) => (name.startsWith('_') ? !listed.has(name.slice(1)) : listed.has(name)));
}

/** Brings a day of an older version, or one that a killed process left, to what others can read. Call with the scope locked. */
export async function republishDay(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names) if (name.endsWith('.damaged') && OLD.test(name)) await hide(folder, name);
  if (names.some((name) => name.endsWith('.json') && OLD.test(name))) {
    const day = await readDay(folder);
    await writeDay(folder, day, day.files, day.damaged);
  }
  await publishDay(folder);
}

const hide = (folder: string, name: string): Promise<void> => move(folder, name, hiddenName(name));
const show = (folder: string, name: string): Promise<void> => move(folder, hiddenName(name), name);

/** Another process may have done it meanwhile. */
async function move(folder: string, from: string, to: string): Promise<void> {
  await rename(join(folder, from), join(folder, to)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Ages are compared with the newest file of the folder, by the disk's own clock. */
async function removeStrays(folder: string, listed: ReadonlySet<string>, replaced: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder);
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0);
  const now = Math.max(0, ...times.values());
  for (const name of names.filter((each) => /^_.*\.(?:parquet|partial)$/.test(each) || each.endsWith('.partial'))) {
    const plain = name.replace(/^_/, '');
    if (listed.has(plain)) continue;
    const age = replaced.has(plain) ? YOUNG_MS : now - (times.get(name) ?? now);
    if (age >= YOUNG_MS) await rm(join(folder, name), { force: true });
  }
}
