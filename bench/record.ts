import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineLoad } from './support/machine-load.ts';

const HISTORY = join(import.meta.dirname, 'history.json');
const TABLE = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const [COMMIT_CHARACTERS, DATE_CHARACTERS] = [9, 10];

/** One run that was kept. */
export interface RecordedRun extends MachineLoad {
  /** Day in UTC. */
  readonly date: string;
  readonly commit: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** Adds a run to the history and writes the table of the documentation anew. */
export function recordRun(load: MachineLoad, figures: Readonly<Record<string, number>>): void {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).slice(0, COMMIT_CHARACTERS);
  const date = new Date().toISOString().slice(0, DATE_CHARACTERS);
  const runs: RecordedRun[] = [...recordedRuns(), { date, commit, ...load, figures }];
  writeFileSync(HISTORY, `${JSON.stringify(runs, null, 2)}\n`);
  writeFileSync(TABLE, historyTable(runs));
}

export const recordedRuns = (): readonly RecordedRun[] => JSON.parse(readFileSync(HISTORY, 'utf8'));

const INTRODUCTION = `# Benchmarks

Every figure is a ratio of two things measured in one run, so that slow machines do not matter, or a size. What each one may be is in
\`bench/budgets.json\`; \`npm run bench\` measures all of them, \`npm run bench -- WORD\` those whose name holds a word, and
\`npm run bench -- --against REVISION\` this checkout and an older one in turn. \`npm run bench -- --write\` adds a column here.
Load is what waited for each processor over the minute before the run: 0 is an idle machine, 1 a full one.

`;

/** The runs side by side, the newest first. */
export function historyTable(runs: readonly RecordedRun[]): string {
  const newest = runs.toReversed();
  const names = [...new Set(newest.flatMap(({ figures }) => Object.keys(figures)))].sort();
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return (
    INTRODUCTION +
    [
      row(['Figure', ...newest.map(({ date, commit }) => `${date} \`${commit}\``)]),
      row(['---', ...newest.map(() => '--:')]),
      row(['*Load, Node*', ...newest.map(({ load, node }) => `*${load}, ${node}*`)]),
      ...names.map((name) => row([name, ...newest.map(({ figures }) => String(figures[name] ?? ''))])),
      '',
    ].join('\n')
  );
}
