import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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

/** Opens the state database: a server, or the one embedded in the data directory. Throws TG2201. */
export async function openStateDatabase({ dataDir, databaseUrl }: StateLocation): Promise<Database> {
  const folder = stateDirOf(dataDir);
  if (databaseUrl === undefined) {
    await keepPrivate(dataDir)
      .then(() => mkdir(folder, { recursive: true }))
      .catch((cause: unknown) => {
        throw unavailable('pglite', cause);
      });
  }
  return openDatabase({ databaseUrl, dataDir: folder, image: IMAGE });
}
