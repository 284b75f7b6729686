import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largePlan } from '../test/support/large-plan.ts';
import { type Benchmark, pairedRatio } from './harness.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist', 'main.js');

/** A plan of about 200 kB. */
function planPath(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tollgate-bench-')), 'plan.json');
  writeFileSync(path, largePlan(5, 3200));
  return path;
}

function start(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** The built command line against the start of Node alone: whatever slows the machine slows both. */
function againstNode(): number {
  if (!existsSync(MAIN)) start(join(ROOT, 'scripts', 'build.ts'));
  const plan = planPath();
  return pairedRatio(
    () => start(MAIN, 'breakdown', '--path', plan),
    () => start('-e', '0'),
    { warmUp: 3, rounds: 31 },
  );
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'breakdown of a 200 kB plan, built / node -e 0', better: 'lower', measure: againstNode },
];
