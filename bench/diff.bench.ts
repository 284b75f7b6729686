import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largePlan } from '../test/support/large-plan.ts';
import { type Benchmark, median, pairedRatio, timed } from './harness.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist', 'main.js');

function start(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** Runs with two plans of that many VPCs (one has one VPC more), each VPC with ten other resources of `bulk` bytes. */
function withPlans<T>(vpcs: number, bulk: number, use: (base: string, head: string) => T): T {
  if (!existsSync(MAIN)) start(join(ROOT, 'scripts', 'build.ts'));
  const directory = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  try {
    const [base, head] = [join(directory, 'base.json'), join(directory, 'head.json')];
    writeFileSync(base, largePlan(vpcs, bulk));
    writeFileSync(head, largePlan(vpcs + 1, bulk));
    return use(base, head);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const diff = (base: string, head: string): void =>
  start(MAIN, 'diff', '--path', head, '--compare-to', base, '--no-config');

/** The built command on two plans of 200 kB against the start of Node alone. */
const small = (): number =>
  withPlans(5, 3200, (base, head) =>
    pairedRatio(
      () => diff(base, head),
      () => start('-e', '0'),
      { warmUp: 3, rounds: 31 },
    ),
  );

/** What a fresh process needs to read and parse both files, without its start: it measures itself. */
const PARSE = `
const { readFileSync } = require('node:fs');
const start = performance.now();
globalThis.kept = process.argv.slice(1).map((path) => JSON.parse(readFileSync(path, 'utf8')));
console.log(performance.now() - start);
`;

function parseBoth(base: string, head: string): number {
  const { stdout } = spawnSync(process.execPath, ['-e', PARSE, base, head], { encoding: 'utf8' });
  return Number(stdout);
}

/** The built command, its start included, on two plans of 50 MB and 1,500 endpoints each, against JSON.parse of both files alone. */
const large = (): number =>
  withPlans(300, 16_000, (base, head) => {
    const ratios = Array.from({ length: 15 }, () => {
      const under = parseBoth(base, head);
      return timed(() => diff(base, head)) / under;
    });
    return median(ratios);
  });

export const benchmarks: readonly Benchmark[] = [
  { name: 'diff of two 200 kB plans, built / node -e 0', better: 'lower', measure: small },
  { name: 'diff of two 50 MB plans, built / JSON.parse of both', better: 'lower', measure: large },
];
