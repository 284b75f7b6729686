// npm run bench:infracost -- --binary PATH [--plan FILE]...: both programs in turn on the same plans, by the medians of whole processes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { largePlan } from '../../test/support/large-plan.ts';
import { median } from '../harness.ts';

const TOLLGATE = join(import.meta.dirname, '..', '..', 'dist', 'main.js');
/** VPCs of the plans that are made, and bytes of each other resource in them. */
const PLANS = [
  { vpcs: 5, bulk: 3200 },
  { vpcs: 50, bulk: 3200 },
  { vpcs: 300, bulk: 16_000 },
];
const MIB = 2 ** 20;

const { values } = parseArgs({
  options: {
    binary: { type: 'string' },
    plan: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '7' },
  },
});

/** One whole process: seconds of the wall. */
function seconds(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error?.message ?? stderr}`);
  return (performance.now() - start) / 1000;
}

function compare(binary: string, plan: string, rounds: number): void {
  const ours = () => seconds(process.execPath, [TOLLGATE, 'breakdown', '--path', plan, '--format', 'json']);
  const theirs = () => seconds(binary, ['breakdown', '--path', plan, '--format', 'json', '--no-color']);
  const pairs = Array.from({ length: rounds + 1 }, () => [ours(), theirs()] as const).slice(1);
  const [own, other] = [median(pairs.map(([each]) => each)), median(pairs.map(([, each]) => each))];
  const ratio = median(pairs.map(([one, two]) => two / one));
  console.log(
    `| ${basename(plan)} | ${(statSync(plan).size / MIB).toFixed(1)} | ${own.toFixed(2)} | ${other.toFixed(2)} | ${ratio.toFixed(1)} |`,
  );
}

const { binary, plan: given = [], rounds } = values;
if (binary === undefined)
  throw new Error('Give the program to compare with: --binary PATH. It asks its own prices, as it is set up.');
if (!existsSync(TOLLGATE)) throw new Error('Run npm run build first.');
const folder = mkdtempSync(join(tmpdir(), 'tollgate-peers-'));
try {
  const made = PLANS.map(({ vpcs, bulk }) => {
    const path = join(folder, `plan-${vpcs}-vpcs.json`);
    writeFileSync(path, largePlan(vpcs, bulk));
    return path;
  });
  console.log('| Plan | MiB | Tollgate, s | Infracost, s | times as long |\n| --- | --: | --: | --: | --: |');
  for (const path of given.length > 0 ? given : made) compare(binary, path, Number(rounds));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
