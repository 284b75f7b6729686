import { mkdir, realpath, rmdir, rmdirSync, type Stats, stat, utimes } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { isOrphan, noteOwner } from './lock-owner.ts';

export interface LockOptions {
  /** Milliseconds without a sign of life after which a lock counts as left by a process that died. */
  readonly staleMs: number;
  /** Milliseconds to wait for another holder. */
  readonly waitMs: number;
  /** Told when another process took the lock over, as it may from one that was stopped: nothing may be written any more. */
  readonly onLost: (cause: Error) => void;
}

const PAUSE_MS = 100;

/**
 * Holds a folder for this process until the function it gives is called. Throws an error of code ELOCKED where another process holds
 * it for longer than the wait, and any other error of the system at once.
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<() => Promise<void>> {
  const { staleMs, waitMs, onLost } = options;
  const fs = watchedFiles(staleMs);
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      const release = await lockfile.lock(folder, { stale: staleMs, update: staleMs / 10, fs, onCompromised: onLost });
      noteOwner(`${folder}.lock`);
      return () => release().catch(() => undefined);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED' || performance.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/**
 * The file system as the lock library sees it. It compares the time of a lock with the clock, which are two machines' clocks on a
 * shared disk: here a lock is stale once it has not changed for so long while it was watched, or its process is known to be dead.
 */
function watchedFiles(staleMs: number) {
  let held = false;
  let seen = { time: Number.NaN, since: 0 };
  const judged = (path: string, found: Stats): { readonly mtime: Date } => {
    if (found.mtimeMs !== seen.time) seen = { time: found.mtimeMs, since: performance.now() };
    const isLeft = performance.now() - seen.since > staleMs || isOrphan(path);
    return { mtime: new Date(isLeft ? 0 : Date.now()) };
  };
  return {
    realpath,
    rmdir,
    rmdirSync,
    utimes,
    mkdir(path: string, done: (error: Error | null) => void): void {
      mkdir(path, (error) => {
        held = error === null;
        done(error);
      });
    },
    stat(path: string, done: (error: Error | null, found?: { readonly mtime: Date }) => void): void {
      stat(path, (error, found) => (error || held ? done(error, found) : done(null, judged(path, found))));
    },
  };
}
