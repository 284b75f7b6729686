import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { against } from './against.ts';
import type { Benchmark } from './harness.ts';
import { recordRun } from './record.ts';
import { machineLoad } from './support/machine-load.ts';

const BUDGETS = join(import.meta.dirname, 'budgets.json');

interface Budget {
  budget: number;
  reached: number;
}

/**
 * Runs every bench/*.bench.ts (or those whose name holds an argument) against bench/budgets.json. `--write` notes better figures and
 * adds the run to the history in docs/benchmarks.md; `--against REVISION` measures that revision too, in turn.
 */
const { values: options, positionals: wanted } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    against: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});

if (options.against === undefined) await runAll();
else process.exitCode = await against(options.against, wanted, Number(options.rounds));

async function runAll(): Promise<void> {
  const budgets: Record<string, Budget> = JSON.parse(readFileSync(BUDGETS, 'utf8'));
  const failures: string[] = [];
  const figures: Record<string, number> = {};
  const before = machineLoad();
  for (const file of readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.bench.ts'))
    .sort()) {
    const { benchmarks } = (await import(`./${file}`)) as { benchmarks: readonly Benchmark[] };
    for (const benchmark of benchmarks) {
      if (wanted.length > 0 && !wanted.some((word) => benchmark.name.includes(word))) continue;
      const figure = Math.round((await benchmark.measure()) * 100) / 100;
      figures[benchmark.name] = figure;
      const failure = judge(benchmark, figure, budgets[benchmark.name]);
      if (failure !== undefined) failures.push(failure);
    }
  }
  if (options.write) {
    writeFileSync(BUDGETS, `${JSON.stringify(budgets, null, 2)}\n`);
    recordRun(before, figures);
  }
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function judge({ name, better }: Benchmark, figure: number, known: Budget | undefined): string | undefined {
  if (!known) return `${name}: ${figure}, and bench/budgets.json has no budget for it`;
  const within = better === 'lower' ? figure <= known.budget : figure >= known.budget;
  const best = better === 'lower' ? Math.min : Math.max;
  console.log(`${within ? 'ok  ' : 'OVER'} ${name}: ${figure} (budget ${known.budget}, best so far ${known.reached})`);
  known.reached = best(known.reached, figure);
  return within ? undefined : `${name}: ${figure} misses its budget of ${known.budget}`;
}
