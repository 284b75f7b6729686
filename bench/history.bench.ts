import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './harness.ts';

const STEPS = join(import.meta.dirname, 'support', 'profile-history.ts');

/**
 * Endpoint-zones with 30 days of five-minute rows, 8,640 each: 86 million rows, which need some minutes and 1 GB of disk.
 * BENCH_HISTORY_ZONES takes another multiple of three.
 */
const ENDPOINT_ZONES = process.env.BENCH_HISTORY_ZONES ?? '9999';

function run(root: string, step: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [STEPS, step, root, ENDPOINT_ZONES], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${step} ended with ${status}: ${stderr}`);
  return stdout;
}

let written: string | undefined;

/** The rows, written once for all benchmarks and deleted at the end. */
function history(): string {
  if (written !== undefined) return written;
  const root = mkdtempSync(join(tmpdir(), 'tollgate-bench-history-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  for (const step of ['write', 'flat']) run(root, step);
  written = root;
  return root;
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'profile of a stored history of 86 million rows / the bare DuckDB query on one flat file, processor time',
    better: 'lower',
    measure: () => Number(run(history(), 'ratio')),
  },
  {
    name: 'highest memory of that profile, GiB',
    better: 'lower',
    measure: () => Number(run(history(), 'memory')),
  },
];
