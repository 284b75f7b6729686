import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDay } from './day-manifest.ts';
import type { HistoryScope } from './history-scope.ts';
import { scopePath } from './paths.ts';

export interface StoredDay {
  readonly day: string;
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly rows: number }[];
}

/** Days a scope holds, oldest first, between two days (both included; absent = no bound). */
export async function listDays(root: string, scope: HistoryScope, from?: string, to?: string): Promise<StoredDay[]> {
  const base = scopePath(root, scope);
  const days = (await names(base))
    .flatMap((name) => /^day=(\d{4}-\d{2}-\d{2})$/.exec(name)?.[1] ?? [])
    .filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to))
    .sort();
  return Promise.all(
    days.map(async (day) => {
      const folder = join(base, `day=${day}`);
      const { files } = await readDay(folder);
      return { day, folder, files: files.map((file) => ({ path: join(folder, file.name), rows: file.rows })) };
    }),
  );
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
  (await names(folder)).flatMap((name) => (name.startsWith(`${key}=`) ? [name.slice(key.length + 1)] : [])).sort();

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
