import { mkdir } from 'node:fs/promises';
import { TollgateError } from '../core/errors.ts';
import { lockFolder } from '../files/folder-lock.ts';
import { systemReason } from '../files/system-reason.ts';
import type { HistoryScope } from './history-scope.ts';
import { scopePath } from './paths.ts';

/** Milliseconds without a sign of life after which a writer counts as dead. */
const STALE_MS = 30_000;
const WAIT_MS = 100_000;

/** A writer that was stopped and replaced meanwhile begins anew, so often. */
const TRIES = 4;

/** Says whether this process still holds the lock. */
export interface Hold {
  /** Throws TG2103 once another process took the lock over. */
  check(): void;
}

/**
 * Runs the work while no other process writes the same account and Region. The lock keeps writers from working in vain; that a writer
 * which was stopped for longer than the lock lives changes nothing is the matter of each change (generations.ts). Such work is done
 * again from its start, so it must be repeatable. Throws TG2103, TG2104 where no lock can be made, TG2105 where another process never
 * ends.
 */
export async function withScopeLock<Result>(
  root: string,
  scope: HistoryScope,
  work: (hold: Hold) => Promise<Result>,
): Promise<Result> {
  const folder = scopePath(root, scope);
  for (let tried = 1; ; tried++) {
    let lost: TollgateError | undefined;
    const release = await hold(folder, (error) => {
      lost = error;
    });
    try {
      return await work({
        check() {
          if (lost) throw lost;
        },
      });
    } catch (error) {
      if (!(error instanceof TollgateError && error.code === 'TG2103') || tried === TRIES) throw error;
    } finally {
      await release();
    }
  }
}

async function hold(folder: string, onLost: (error: TollgateError) => void): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true });
    return await lockFolder(folder, {
      staleMs: STALE_MS,
      waitMs: WAIT_MS,
      onLost: (cause) => onLost(takenOver(folder, cause)),
    });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'ELOCKED') {
      throw new TollgateError('TG2105', 'Another process writes the throughput history and does not end.', {
        location: { file: folder },
        hint: 'Wait for the other scan or stop it.',
        cause,
      });
    }
    throw new TollgateError('TG2104', `The throughput history cannot be locked: ${systemReason(cause) ?? code}.`, {
      location: { file: folder },
      hint: 'Check the rights and the space of the data directory; TOLLGATE_DATA_DIR names another.',
      cause,
    });
  }
}

/** TG2103: what was read before another process changed it must not be written back. */
export const takenOver = (file: string, cause?: unknown): TollgateError =>
  new TollgateError('TG2103', 'Another process took the throughput history over while this one stood still.', {
    location: { file },
    hint: 'Nothing is lost; scan again.',
    cause,
  });
