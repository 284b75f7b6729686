import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import type { UserFiles } from './paths.ts';
import type { CachedCard, FailureFile } from './schema.ts';

/** Silence in milliseconds after which a lock counts as left by a process that died; the library takes no less. */
const STALE_MS = 5000;

/** How long a writer waits for another process to finish with the same Region: about ten seconds in all. */
const LOCK_RETRIES = { retries: 40, factor: 1.2, minTimeout: 20, maxTimeout: 400 };

/** Replaces a file as a whole: readers see the old content or the new, never a part. */
export type Write = (path: string, content: CachedCard | FailureFile) => Promise<void>;

/** Changes one Region's files under a lock that other processes respect. Throws TG1308. */
export async function lockedWrite(files: UserFiles, change: (write: Write) => Promise<void>): Promise<void> {
  // Loaded only to write: no reader pays for them.
  const [{ writeWhole }, { default: lockfile }] = await Promise.all([
    import('../../../files/write-whole.ts'),
    import('proper-lockfile'),
  ]);
  try {
    await mkdir(dirname(files.current), { recursive: true });
    const release = await lockfile.lock(files.current, {
      realpath: false,
      stale: STALE_MS,
      retries: LOCK_RETRIES,
      // A lock lost to a stalled disk costs one previous copy at most; the library's default ends the process.
      onCompromised: () => undefined,
    });
    try {
      await change((path, content) => writeWhole(path, JSON.stringify(content)));
    } finally {
      await release().catch(() => undefined);
    }
  } catch (cause) {
    throw new TollgateError('TG1308', 'The pricing cache cannot be written.', {
      hint: 'Check the permissions and the space of the cache directory, or set TOLLGATE_PRICING_CACHE to another one.',
      cause,
    });
  }
}
