import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coverSpans } from '../../../src/history/coverage.ts';
import { commit, readNewest } from '../../../src/history/generations.ts';
import { DAMAGES, damagedFiles } from '../../faults/history/damaged-files.ts';
import { SCOPE, withRoot } from '../../faults/history/history-files.ts';
import { pausedWriters } from '../../faults/history/paused-writer.ts';
import { outcomeOf } from '../../faults/outcome.ts';

test('a writer that is stopped while another takes over loses nothing and doubles nothing', async () => {
  expect(await outcomeOf(pausedWriters, 2)).toMatchObject({ tries: 2, lost: 0, doubled: 0, crashed: 0 });
}, 300_000);

test('each kind of damaged file is set aside, counts as unknown and is healed by the next scan', async () => {
  const tries = Object.keys(DAMAGES).length * 3;
  expect(await outcomeOf(damagedFiles, tries)).toMatchObject({ tries, lost: 0, doubled: 0, crashed: 0 });
}, 300_000);

test('of several who change one generation one wins, and who is late by more than one still loses', async () => {
  await withRoot(async (root) => {
    const all = await Promise.allSettled(['a', 'b', 'c'].map((text) => commit(root, 'list', 0, text)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { number } of [await readNewest(root, 'list')]) await commit(root, 'list', number, 'second');
    await commit(root, 'list', 2, 'third');
    await expect(commit(root, 'list', 0, 'late')).rejects.toMatchObject({ code: 'TG2103' });
    expect(await readNewest(root, 'list')).toMatchObject({ number: 3, text: 'third' });
  });
});

test('a lock that cannot be made is said at once, with the reason', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-locks-'));
  writeFileSync(join(root, 'throughput'), 'a file where a folder should be');
  const error = await coverSpans(root, SCOPE, []).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'TG2104', message: expect.stringContaining('not a directory') });
  rmSync(root, { recursive: true });
});
