import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from './harness.ts';

const BUDGETS = join(import.meta.dirname, 'budgets.json');

interface Budget {
  budget: number;
  reached: number;
}

/** Runs every bench/*.bench.ts (or those whose name holds an argument) against bench/budgets.json. --write notes better figures. */
const { values: options, positionals: wanted } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const budgets: Record<string, Budget> = JSON.parse(readFileSync(BUDGETS, 'utf8'));
const failures: string[] = [];
for (const file of readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.ts'))
  .sort()) {
  const { benchmarks } = (await import(`./${file}`)) as { benchmarks: readonly Benchmark[] };
  for (const benchmark of benchmarks) {
    if (wanted.length > 0 && !wanted.some((word) => benchmark.name.includes(word))) continue;
    const failure = await run(benchmark, budgets[benchmark.name]);
    if (failure !== undefined) failures.push(failure);
  }
}
if (options.write) writeFileSync(BUDGETS, `${JSON.stringify(budgets, null, 2)}\n`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function run({ name, better, measure }: Benchmark, known: Budget | undefined): Promise<string | undefined> {
  const figure = Math.round((await measure()) * 100) / 100;
  if (!known) return `${name}: ${figure}, and bench/budgets.json has no budget for it`;
  const within = better === 'lower' ? figure <= known.budget : figure >= known.budget;
  const best = better === 'lower' ? Math.min : Math.max;
  console.log(`${within ? 'ok  ' : 'OVER'} ${name}: ${figure} (budget ${known.budget}, best so far ${known.reached})`);
  known.reached = best(known.reached, figure);
  return within ? undefined : `${name}: ${figure} misses its budget of ${known.budget}`;
}
