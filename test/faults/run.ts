import { DAMAGES, damagedFiles } from './damaged-files.ts';
import { killedWriters } from './killed-writer.ts';
import { lockFaults } from './lock-faults.ts';
import type { Outcome } from './outcome.ts';
import { pausedWriters } from './paused-writer.ts';

/** Prints what each kind of fault did. FULL=1 tries as often as a release asks for. Ends with 1 where anything was wrong. */
const full = process.env['FULL'] === '1';
const kinds: readonly (() => Promise<Outcome>)[] = [
  () => killedWriters('append', full ? 100 : 4),
  () => killedWriters('compact', full ? 100 : 4),
  () => pausedWriters(full ? 50 : 4),
  () => damagedFiles(full ? 3 : 1),
  () => lockFaults(full ? 20 : 3),
];
const COLUMNS = ['tries', 'lost', 'doubled', 'hung', 'crashed'] as const;
const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => (index === 0 ? String(cell).padEnd(30) : String(cell).padStart(8))).join('');

process.stdout.write(`${line(['kind', ...COLUMNS])}\n`);
let wrong = 0;
for (const run of kinds) {
  const outcome = await run();
  wrong += outcome.lost + outcome.doubled + outcome.hung + outcome.crashed;
  process.stdout.write(`${line([outcome.kind, ...COLUMNS.map((column) => outcome[column])])}\n`);
}
process.stdout.write(
  `${Object.keys(DAMAGES).length} kinds of damage, before an append, a compaction and a read each\n`,
);
process.exitCode = wrong === 0 ? 0 : 1;
