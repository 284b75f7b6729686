import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Readiness } from '../operations/services.ts';
import type { Database } from '../state/database.ts';
import type { Reopened } from './reopened.ts';

/** Milliseconds after which a part that does not answer counts as failed. */
const ANSWER_MS = 2000;

/** Free bytes below which the history cannot be written: one step of a scan takes more. */
const LEAST_FREE = 16 * 2 ** 20;

export interface ReadyParts {
  readonly dataDir: string;
  readonly database: Reopened<Database>;
  readonly state: Reopened<unknown>;
}

/** Looks whether this replica can do its work, part by part. What was never opened is not in use: it opens when it is asked for. */
export async function readiness({ dataDir, database, state }: ReadyParts): Promise<Readiness> {
  const [stateWorks, queueWorks, historyWorks] = await Promise.all([
    works(database.opened(), async ({ db }) => sql`SELECT 1`.execute(db)),
    works(state.opened(), async () => undefined),
    works(Promise.resolve(dataDir), writable),
  ]);
  return { state: stateWorks, queue: queueWorks, history: historyWorks };
}

async function works<Part>(
  part: Promise<Part> | undefined,
  check: (part: Part) => Promise<unknown>,
): Promise<Readiness['state']> {
  if (part === undefined) return 'unused';
  const late = new Promise<'failed'>((resolve) => setTimeout(() => resolve('failed'), ANSWER_MS).unref());
  const looked = part.then(check).then(
    () => 'ok' as const,
    () => 'failed' as const,
  );
  return Promise.race([looked, late]);
}

async function writable(folder: string): Promise<void> {
  await access(folder, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    // A folder that is not there yet is made by the first scan.
    if (error.code !== 'ENOENT') throw error;
  });
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Number.POSITIVE_INFINITY, bsize: 1 }));
  if (bavail * bsize < LEAST_FREE) throw new Error('the disk is full');
}
