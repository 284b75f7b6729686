import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TollgateError } from '../core/errors.ts';
import { keepPrivate } from '../files/private-folder.ts';
import { type Database, openDatabase } from '../state/database.ts';
import { unavailable } from '../state/guard.ts';
import { stateDirOf } from '../state/has-state.ts';

/** Where the state database is. */
export interface StateLocation {
  readonly dataDir: string;
  /** A PostgreSQL server instead of the database embedded in the data directory. */
  readonly databaseUrl: string | undefined;
}

/** Built beside the program; the source makes its database anew. */
const IMAGE = import.meta.url.endsWith('.ts') ? undefined : fileURLToPath(new URL('./state-image.gz', import.meta.url));

const notMissing = (error: NodeJS.ErrnoException): unknown => (error.code === 'ENOENT' ? undefined : error);

/** Free bytes below which a database cannot be made. */
const LEAST_FREE = 2 ** 20;

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 1, bsize: LEAST_FREE }));
  return bavail * bsize < LEAST_FREE;
}

/** Opens the state database: a server, or the one embedded in the data directory. Throws TG2201. */
export async function openStateDatabase(
  { dataDir, databaseUrl }: StateLocation,
  onWait?: (error: TollgateError) => void,
): Promise<Database> {
  const folder = stateDirOf(dataDir);
  if (databaseUrl === undefined) {
    await keepPrivate(dataDir)
      .then(() => mkdir(folder, { recursive: true }))
      .catch(async (cause: unknown) => {
        // mkdir says ENOENT on a disk that is mounted for reading only.
        const refused = await access(dataDir, constants.W_OK).then(() => undefined, notMissing);
        throw unavailable('pglite', refused ?? cause);
      });
  }
  return openDatabase({ databaseUrl, dataDir: folder, image: IMAGE, onWait }).catch(async (error: unknown) => {
    // The embedded engine names no reason of its own for a disk that takes no more.
    if (databaseUrl === undefined && (await isFull(dataDir)))
      throw unavailable('pglite', Object.assign(new Error('full', { cause: error }), { code: 'ENOSPC' }));
    throw error;
  });
}
