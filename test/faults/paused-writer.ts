import { rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, locked, lockOf, start, storedRows, withRoot } from './history-files.ts';
import { type Outcome, tried, type Wrong } from './outcome.ts';

const ROWS = 3000;

/**
 * A writer is stopped while it holds the lock, for so long that the lock counts as left; another writes; the first wakes. Half of the
 * tries stop a compaction. The lock is removed as whoever takes it over does, so that no try waits for its life to end.
 */
export const pausedWriters = (tries: number): Promise<Outcome> =>
  tried('a paused writer', tries, (index) => withRoot((root) => attempt(root, index)));

async function attempt(root: string, index: number): Promise<readonly Wrong[]> {
  const isCompaction = index % 2 === 1;
  const before = isCompaction ? 2 : 0;
  for (let part = 0; part < before; part++) await start('store-rows', root, part * ROWS, ROWS).ended;
  const first = isCompaction ? start('compact-history', root) : start('store-rows', root, 0, ROWS);
  const wasStopped = await stopped(root, first, (index * 37) % 200);
  const second = await start('store-rows', root, before * ROWS, isCompaction ? ROWS : ROWS * 2).ended;
  if (wasStopped) first.process.kill('SIGCONT');
  const said = await first.ended;
  const { rows, different } = await storedRows(root);
  const expected = isCompaction ? 3 * ROWS : 2 * ROWS;
  return [
    ...(different < expected ? (['lost'] as const) : []),
    ...(rows > different ? (['doubled'] as const) : []),
    ...([said, second].some((text) => text.startsWith('ended')) ? (['crashed'] as const) : []),
  ];
}

/** Stops a process some milliseconds after it took the lock and takes the lock from it. */
async function stopped(root: string, child: Child, afterMs: number): Promise<boolean> {
  if (!(await locked(root, child))) return false;
  await sleep(afterMs);
  child.process.kill('SIGSTOP');
  try {
    rmdirSync(lockOf(root));
  } catch {
    // It was done with its work already.
  }
  return true;
}
