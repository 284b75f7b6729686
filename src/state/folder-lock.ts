import { TollgateError } from '../core/errors.ts';
import { lockFolder } from '../files/folder-lock.ts';
import { unavailable } from './guard.ts';

/**
 * Silence in milliseconds, less than anybody waits by default, after which a lock counts as left by a process that died. The
 * database holds up the event loop for seconds while it starts: a process that is only busy must not count as dead.
 */
const STALE_MS = 20_000;

/** Milliseconds after which somebody who waits is told what for: a process that is just ending needs less. */
const SAY_MS = 2000;

/**
 * Holds the folder of an embedded database for this process, until the function it gives is called. PGlite itself lets a second
 * process in, and both would then destroy what the other writes: `onLost` is told once another process took the folder over. Throws
 * TG2201 where another process holds it for longer than `waitSeconds`.
 */
export async function holdFolder(
  folder: string,
  waitSeconds: number,
  onLost: (error: TollgateError) => void,
  onWait?: (error: TollgateError) => void,
): Promise<() => Promise<void>> {
  const waiting = setTimeout(() => onWait?.(heldElsewhere()), SAY_MS).unref();
  try {
    return await lockFolder(folder, {
      staleMs: STALE_MS,
      waitMs: waitSeconds * 1000,
      onLost: (cause) => onLost(takenOver(cause)),
    });
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code !== 'ELOCKED') throw unavailable('pglite', cause);
    throw heldElsewhere(cause);
  } finally {
    clearTimeout(waiting);
  }
}

const heldElsewhere = (cause?: unknown): TollgateError =>
  new TollgateError('TG2201', 'Another process holds the embedded state database.', {
    hint: 'Stop it first, name another directory with TOLLGATE_DATA_DIR, or ask the running service instead: /v1/keys is for keys.',
    cause,
  });

const takenOver = (cause: unknown): TollgateError =>
  new TollgateError('TG2204', 'Another process took the embedded state database over while this one stood still.', {
    hint: 'Restart this process. Several replicas need PostgreSQL: set DATABASE_URL.',
    cause,
  });
