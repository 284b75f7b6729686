import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './harness.ts';

const HERE = join(import.meta.dirname, '..');
/** A line of bench/run.ts: every revision prints its figures so. */
const FIGURE = /^(?:ok {2}|OVER) (.+): (-?[\d.]+) \(budget /gm;

type Figures = ReadonlyMap<string, number>;

/**
 * Measures this checkout and a revision in turn, so that whatever slows the machine slows both, and prints the medians. The
 * revision is built in a folder of its own and measured with the benchmarks that it has. Answers the exit code.
 */
export async function against(revision: string, words: readonly string[], rounds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-against-'));
  const there = join(folder, 'checkout');
  try {
    execFileSync('git', ['worktree', 'add', '--quiet', '--detach', there, revision], { cwd: HERE, stdio: 'inherit' });
    symlinkSync(join(HERE, 'node_modules'), join(there, 'node_modules'));
    for (const checkout of [HERE, there]) build(checkout);
    const [here, older]: [Figures[], Figures[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      here.push(measure(HERE, words));
      older.push(measure(there, words));
      console.error(`round ${round + 1} of ${rounds} is measured`);
    }
    print(revision, medians(here), medians(older));
    return 0;
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', there], { cwd: HERE });
    rmSync(folder, { recursive: true, force: true });
  }
}

function build(checkout: string): void {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] });
}

function measure(checkout: string, words: readonly string[]): Figures {
  const { stdout } = spawnSync(process.execPath, ['bench/run.ts', ...words], { cwd: checkout, encoding: 'utf8' });
  return new Map([...stdout.matchAll(FIGURE)].map(([, name = '', figure]) => [name, Number(figure)]));
}

function medians(runs: readonly Figures[]): Figures {
  const names = new Set(runs.flatMap((run) => [...run.keys()]));
  return new Map([...names].map((name) => [name, median(runs.flatMap((run) => run.get(name) ?? []))]));
}

function print(revision: string, here: Figures, older: Figures): void {
  for (const [name, figure] of here) {
    const then = older.get(name);
    const change = then === undefined ? 'not measured there' : `${(figure / then).toFixed(2)} of ${then}`;
    console.log(`${name}: ${figure}, ${change} at ${revision}`);
  }
}
