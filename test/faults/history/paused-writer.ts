import { cpSync, rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeHistory } from '../../support/store-history.ts';
import { rowsFrom } from '../../support/store-rows.ts';
import type { Fault, Tried } from '../outcome.ts';
import { type Child, locked, lockOf, SCOPE, start, storedRows, withRoot } from './history-files.ts';
import { twoWrites } from './killed-writer.ts';

const ROWS = 3000;

/**
 * A writer is stopped while it holds the lock, for so long that the lock counts as left; another writes; the first wakes. Half of the
 * tries stop a compaction. The lock is removed as whoever takes it over does, so that no try waits for its life to end.
 */
export const pausedWriters: Fault = {
  kind: 'a paused writer',
  tries: 50,
  attempt: (index) => withRoot((root) => attempt(root, index)),
};

async function attempt(root: string, index: number): Promise<Tried> {
  const isCompaction = index % 2 === 1;
  if (isCompaction) cpSync(await twoWrites(), root, { recursive: true });
  const first = isCompaction ? start('compact-history', root) : start('store-rows', root, 0, ROWS);
  const wasStopped = await stopped(root, first, (index * 37) % 200);
  const rows = isCompaction ? rowsFrom(2 * ROWS, ROWS) : rowsFrom(0, 2 * ROWS);
  const second = await storeHistory(root, SCOPE, rows).then(String, String);
  if (wasStopped) first.process.kill('SIGCONT');
  const said = await first.ended;
  const held = await storedRows(root);
  const expected = isCompaction ? 3 * ROWS : 2 * ROWS;
  return {
    wrong: [
      ...(held.different < expected ? (['lost'] as const) : []),
      ...(held.rows > held.different ? (['doubled'] as const) : []),
      ...(said.startsWith('ended') || !/^\d/.test(second) ? (['crashed'] as const) : []),
    ],
    said: `${said}, ${second}: ${held.different} of ${expected} rows`,
  };
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
