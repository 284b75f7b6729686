import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compact } from '../../../src/history/compact.ts';
import { storeHistory } from '../../support/store-history.ts';
import { rowsFrom } from '../../support/store-rows.ts';
import type { Fault, Tried, Wrong } from '../outcome.ts';
import { locked, SCOPE, start, storedRows, withRoot } from './history-files.ts';

const ROWS = 3000;

/** A scan's write, or a compaction, is killed some milliseconds after it took the lock; the same is done again to its end. */
export const killedWriters = (work: 'append' | 'compact'): Fault => ({
  kind: `a kill in ${work}`,
  tries: 100,
  attempt: (index) => withRoot((root) => attempt(root, work, (index * 41) % 250)),
});

let begun: Promise<string> | undefined;

/** A history of two writes, made once. */
export function twoWrites(): Promise<string> {
  begun ??= (async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-two-writes-'));
    process.once('exit', () => rmSync(root, { recursive: true, force: true }));
    await storeHistory(root, SCOPE, rowsFrom(0, ROWS));
    await storeHistory(root, SCOPE, rowsFrom(ROWS, ROWS));
    return root;
  })();
  return begun;
}

async function attempt(root: string, work: 'append' | 'compact', afterMs: number): Promise<Tried> {
  cpSync(await twoWrites(), root, { recursive: true });
  const child = work === 'append' ? start('store-rows', root, 2 * ROWS, ROWS) : start('compact-history', root);
  if (await locked(root, child)) {
    await sleep(afterMs);
    child.process.kill('SIGKILL');
  }
  const said = await child.ended;
  const before = await storedRows(root);
  if (work === 'append') await storeHistory(root, SCOPE, rowsFrom(2 * ROWS, ROWS));
  else await compact(root, SCOPE);
  const { rows, different } = await storedRows(root);
  const expected = work === 'append' ? 3 * ROWS : 2 * ROWS;
  const wrong: readonly Wrong[] = [
    ...(before.different < 2 * ROWS || different < expected ? (['lost'] as const) : []),
    ...(rows > different || before.rows > before.different ? (['doubled'] as const) : []),
    ...(said.startsWith('failed') ? (['crashed'] as const) : []),
  ];
  return { wrong, said: `${said}: ${different} of ${expected} rows` };
}
