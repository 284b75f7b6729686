import lockfile from 'proper-lockfile';

/** Silence in milliseconds after which the lock of a process that was killed is taken over. */
const STALE_MS = 10_000;

/**
 * Keeps other processes out of the embedded database, which does not look after that itself: two writers would each see their own
 * data, and one would lose it. Waits so long for another to end. Throws where it does not.
 */
export const lockDirectory = (dir: string, waitSeconds: number): Promise<() => Promise<void>> =>
  lockfile.lock(dir, {
    stale: STALE_MS,
    retries: { retries: waitSeconds, factor: 1, minTimeout: 1000 },
    // A machine that stood still for longer must not end the process; the library's default does.
    onCompromised: () => undefined,
  });
