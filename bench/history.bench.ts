import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './harness.ts';

const STEPS = join(import.meta.dirname, 'support', 'profile-history.ts');

/**
 * Endpoint-zones with 30 days of five-minute rows, a multiple of three. 8,640 rows each: 999 make 8.6 million, and
 * BENCH_HISTORY_ZONES=9999 makes the 86 million of the full size, which needs some minutes and 1 GB of disk.
 */
const ENDPOINT_ZONES = process.env.BENCH_HISTORY_ZONES ?? '999';

function run(step: string, root: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [STEPS, step, root, ENDPOINT_ZONES], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${step} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Writes the rows, runs the steps over them and gives what the last one printed. */
function measured(...steps: readonly string[]): number {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-bench-history-'));
  try {
    return Number(['write', ...steps].map((step) => run(step, root)).at(-1));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'profile of a stored history / the bare DuckDB query on one flat file',
    better: 'lower',
    measure: () => measured('flat', 'ratio'),
  },
  {
    name: 'highest memory of the profile of a history, GiB',
    better: 'lower',
    measure: () => measured('memory'),
  },
];
