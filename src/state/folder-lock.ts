import lockfile from 'proper-lockfile';
import { TollgateError } from '../core/errors.ts';
import { unavailable } from './guard.ts';

/**
 * Silence in milliseconds, less than anybody waits by default, after which a lock counts as left by a process that died. The
 * database holds up the event loop for seconds while it starts: a process that is only busy must not count as dead.
 */
const STALE_MS = 20_000;

/**
 * Holds the folder of an embedded database for this process, until the function it gives is called. PGlite itself lets a second
 * process in, and both would then destroy what the other writes. Throws TG2201 where another process holds it for longer than
 * `waitSeconds`.
 */
export async function holdFolder(folder: string, waitSeconds: number): Promise<() => Promise<void>> {
  try {
    const release = await lockfile.lock(folder, {
      stale: STALE_MS,
      update: STALE_MS / 10,
      retries: { retries: waitSeconds * 2, minTimeout: 500, maxTimeout: 500 },
      // Whoever holds the folder now would be destroyed by one write more: better no process than two.
      onCompromised: (cause) => {
        throw unavailable('pglite', cause);
      },
    });
    return () => release().catch(() => undefined);
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code !== 'ELOCKED') throw unavailable('pglite', cause);
    throw new TollgateError('TG2201', 'Another process holds the embedded state database.', {
      hint: 'Stop it first, or ask the running service instead: /v1/keys is for keys.',
      cause,
    });
  }
}
