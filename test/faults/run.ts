import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';
import { type Fault, type Outcome, outcomeOf } from './outcome.ts';

/**
 * Prints what each kind of fault did: `npm run faults -- --tries 5 --only kill`. Without --tries each is tried once, with FULL=1 as often as a
 * release asks for. `--at-once` kinds run side by side. Ends with 1 where anything was wrong.
 */
const { values } = parseArgs({
  options: {
    tries: { type: 'string', default: '1' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
  },
});
const isFull = process.env['FULL'] === '1';
const chosen = FAULTS.filter(({ kind }) => values.only === undefined || kind.includes(values.only));
const COLUMNS = ['tries', 'lost', 'doubled', 'hung', 'crashed'] as const;
const line = (kind: string, cells: readonly (string | number)[]): string =>
  `${kind.padEnd(52)}${cells.map((cell) => String(cell).padStart(9)).join('')}\n`;

process.stdout.write(line('kind', [...COLUMNS, 'MiB', 'limit']));
const outcomes: Promise<Outcome>[] = [];
const running = new Set<Promise<unknown>>();
const totals = { tries: 0, lost: 0, doubled: 0, hung: 0, crashed: 0 };
let printed: Promise<void> = Promise.resolve();
for (const fault of chosen) {
  if (running.size >= Number(values['at-once'])) await Promise.race(running);
  const outcome = outcomeOf(fault, isFull ? fault.tries : Math.min(fault.tries, Number(values.tries)));
  outcomes.push(outcome);
  const run = outcome.finally(() => running.delete(run));
  running.add(run);
  printed = printed.then(async () => print(fault, await outcome));
}
await printed;
process.stdout.write(
  line(
    'all',
    COLUMNS.map((column) => totals[column]),
  ),
);
process.exit(totals.lost + totals.doubled + totals.hung + totals.crashed === 0 ? 0 : 1);

function print({ kind }: Fault, outcome: Outcome): void {
  for (const column of COLUMNS) totals[column] += outcome[column];
  const memory = outcome.memory === undefined ? '' : Math.round(outcome.memory);
  process.stdout.write(line(kind, [...COLUMNS.map((column) => outcome[column]), memory, outcome.mostMemory ?? '']));
  for (const said of outcome.said) process.stdout.write(`    ${said.replaceAll('\n', ' ')}\n`);
}
