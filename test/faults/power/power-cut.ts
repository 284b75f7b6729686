import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';
import { storeHistory } from '../../support/store-history.ts';
import type { Fault, Tried } from '../outcome.ts';
import { runNode } from '../process.ts';
import { BATCH, batchOf, SCOPE } from './batches.ts';
import { type Names, rebuild } from './rebuild.ts';

const NAMES: readonly Names[] = ['as synced', 'of the moment'];

/** The power is cut while a scan writes: what was not synced is gone. Batches that were kept are there, and no covered minute is without its row. */
export const powerCut: Fault = {
  kind: 'a power cut',
  tries: 50,
  async attempt(index) {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-power-'));
    try {
      return await attempt(folder, index);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function attempt(folder: string, index: number): Promise<Tried> {
  const [before, notes, after] = ['before', 'notes', 'after'].map((name) => join(folder, name));
  for (const each of [before, notes]) mkdirSync(each ?? '');
  let isTimed = false;
  const { out } = await runNode('test/faults/power/cover-rows.ts', [before ?? ''], {
    environment: { LD_PRELOAD: library(), SYNCED: notes ?? '' },
    onOutput: (_text, kill) => {
      if (!isTimed) setTimeout(() => kill('SIGKILL'), (index * 53) % 1500);
      isTimed = true;
    },
  });
  rebuild(before ?? '', notes ?? '', after ?? '', NAMES[index % NAMES.length] ?? 'as synced');
  const kept = out.split('\n').slice(0, -1).length;
  const found = await covered(after ?? '');
  // The next scan goes on with what is left.
  await storeHistory(after ?? '', SCOPE, batchOf(2000));
  const again = await covered(after ?? '');
  return {
    wrong: [
      ...(found.minutes < kept * BATCH || found.rows < found.minutes || again.minutes < found.minutes
        ? (['lost'] as const)
        : []),
      ...(found.rows > found.minutes ? (['doubled'] as const) : []),
      ...(kept === 0 ? (['crashed'] as const) : []),
    ],
    said: `names ${NAMES[index % 2]}: ${kept} batches kept; ${found.minutes} minutes covered, ${found.rows} of them with rows`,
  };
}

/** Minutes that count as covered, and rows in them. */
async function covered(root: string): Promise<{ readonly minutes: number; readonly rows: number }> {
  const starts = await withThroughput(root, [SCOPE], {}, async ({ connection }) => {
    const read = await connection.runAndReadAll('SELECT epoch(start) FROM throughput');
    return read.getRows().map(([start]) => Number(start));
  });
  const spans = (await createHistoryStore(root).coverage(SCOPE)).get('vpce-1') ?? [];
  const minutes = spans.reduce((sum, [from, to]) => sum + (to - from) / 60, 0);
  return { minutes, rows: starts.filter((start) => spans.some(([from, to]) => start >= from && start < to)).length };
}

let built: string | undefined;

/** The library that notes what is synced, compiled once. Throws where there is no C compiler. */
function library(): string {
  if (built !== undefined) return built;
  const path = join(mkdtempSync(join(tmpdir(), 'tollgate-synced-')), 'synced.so');
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', path, 'test/faults/power/synced.c', '-ldl'], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0) throw new Error(`a power cut needs a C compiler: ${compiled.stderr ?? compiled.error}`);
  process.once('exit', () => rmSync(join(path, '..'), { recursive: true, force: true }));
  built = path;
  return path;
}
