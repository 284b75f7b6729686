import { setTimeout as sleep } from 'node:timers/promises';
import { locked, start, storedRows, withRoot } from './history-files.ts';
import { type Outcome, tried, type Wrong } from './outcome.ts';

const ROWS = 3000;

/** A scan's write, or a compaction, is killed some milliseconds after it took the lock; the same is done again to its end. */
export const killedWriters = (work: 'append' | 'compact', tries: number): Promise<Outcome> =>
  tried(`a kill in ${work}`, tries, (index) => withRoot((root) => attempt(root, work, (index * 41) % 250)));

async function attempt(root: string, work: 'append' | 'compact', afterMs: number): Promise<readonly Wrong[]> {
  await start('store-rows', root, 0, ROWS).ended;
  await start('store-rows', root, ROWS, ROWS).ended;
  const begin = () => (work === 'append' ? start('store-rows', root, 2 * ROWS, ROWS) : start('compact-history', root));
  const first = begin();
  if (await locked(root, first)) {
    await sleep(afterMs);
    first.process.kill('SIGKILL');
  }
  await first.ended;
  const before = await storedRows(root);
  const said = await begin().ended;
  const { rows, different } = await storedRows(root);
  const expected = work === 'append' ? 3 * ROWS : 2 * ROWS;
  return [
    ...(before.different < 2 * ROWS || different < expected ? (['lost'] as const) : []),
    ...(rows > different || before.rows > before.different ? (['doubled'] as const) : []),
    ...(said.startsWith('ended') || said.startsWith('failed') ? (['crashed'] as const) : []),
  ];
}
