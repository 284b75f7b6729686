import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DayFile, type DayManifest, readDay } from './day-manifest.ts';
import type { HistoryScope } from './history-scope.ts';
import { hiddenName, scopePath } from './paths.ts';

export type StoredFile = DayFile & { readonly path: string };

export interface StoredDay extends Pick<DayManifest, 'generation' | 'damaged'> {
  readonly day: string;
  readonly folder: string;
  readonly files: readonly StoredFile[];
}

/** Days a scope holds, oldest first, between two days (both included; absent = no bound). */
export async function listDays(root: string, scope: HistoryScope, from?: string, to?: string): Promise<StoredDay[]> {
  const base = scopePath(root, scope);
  const days = (await names(base))
    .flatMap((name) => /^day=(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1] ?? [])
    .filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to))
    .sort();
  const read = await Promise.all(days.map((day) => readStoredDay(join(base, `day=${day}`), day)));
  return read.filter(({ files, damaged }) => files.length + damaged.length > 0);
}

/** What one day holds. */
export async function readStoredDay(folder: string, day: string): Promise<StoredDay> {
  const { files, ...rest } = await readDay(folder);
  const hidden = new Set(files.length === 0 ? [] : await names(folder));
  // A file that is listed and not shown yet lies under its hidden name.
  const pathOf = (name: string): string => join(folder, hidden.has(hiddenName(name)) ? hiddenName(name) : name);
  return { ...rest, day, folder, files: files.map((file) => ({ ...file, path: pathOf(file.name) })) };
}

/** Every account and Region the history holds. */
export async function listScopes(root: string): Promise<HistoryScope[]> {
  const base = join(root, 'throughput');
  const scopes: HistoryScope[] = [];
  for (const account of await valuesOf(base, 'account')) {
    for (const region of await valuesOf(join(base, `account=${account}`), 'region')) scopes.push({ account, region });
  }
  return scopes;
}

const valuesOf = async (folder: string, key: string): Promise<string[]> =>
  (await names(folder))
    .flatMap((name) => (name.startsWith(`${key}=`) && !name.includes('.') ? [name.slice(key.length + 1)] : []))
    .sort();

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
