import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGroupKey } from '../src/model/group-key.ts';
import { readTotals } from '../src/traffic/sources/throughput-file/read-totals.ts';
import { type Benchmark, processorClock } from './harness.ts';
import { estimateText } from './support/estimate-text.ts';

const GROUPS = ['vpc', 'account', 'tag:team'].map(parseGroupKey);
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];
/** Each size is twice the one before it. */
const SIZES = [1, 2, 4, 8];
const ROWS = 60_000;
const RUNS = 7;
const UNTIMED_RUNS = 2;

interface Shape {
  readonly endpoints: number;
  readonly vpcs?: number;
  readonly accounts?: number;
  readonly tags?: number;
  /** Endpoints without traffic: each has a finding. */
  readonly unknown?: number;
}

function network({ endpoints, vpcs = 50, accounts = 5, tags = 2, unknown = 0 }: Shape): string {
  const list = Array.from({ length: endpoints }, (_, index) => ({
    id: `vpce-${index.toString(16).padStart(17, '0')}`,
    region: 'us-east-1',
    account: String(111122220000 + (index % accounts)),
    vpc: `vpc-${index % vpcs}`,
    type: 'Interface',
    service: 'com.amazonaws.us-east-1.sqs',
    azs: ZONES,
    tags: {
      team: `team-${index % 37}`,
      ...Object.fromEntries(Array.from({ length: tags }, (__, tag) => [`t${tag}`, 'v'])),
    },
    ...(index >= unknown && { traffic: { monthlyGb: String(index % 5000) } }),
  }));
  return JSON.stringify({ schema: 'tollgate/topology@1', endpoints: list });
}

/** Measured bytes of 50 endpoints in three zones, a row for each five minutes. */
function throughputRows(rows: number): string {
  const lines = ['endpoint_id,az,start,period_seconds,bytes'];
  for (let row = 0; row < rows; row++) {
    const start = new Date(Date.UTC(2026, 9, 1) + Math.floor(row / 150) * 300_000).toISOString();
    lines.push(`vpce-${row % 50},${ZONES[row % 3]},${start},300,${(row * 7919) % 1_000_000}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * How processor time grows with size: the slope of a straight line through the logarithms (least squares) of the least time of
 * several runs, by size. 1 is in proportion, 2 is with the square.
 */
async function exponent(prepare: (size: number) => () => unknown): Promise<number> {
  const runs = SIZES.map(prepare);
  const least = SIZES.map(() => Number.POSITIVE_INFINITY);
  for (let round = -UNTIMED_RUNS; round < RUNS; round++) {
    for (const [at, run] of runs.entries()) {
      const start = processorClock();
      await run();
      if (round >= 0) least[at] = Math.min(least[at] ?? 0, processorClock() - start);
    }
  }
  return slope(SIZES.map(Math.log), least.map(Math.log));
}

function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0) / values.length;
  const [middleX, middleY] = [mean(x), mean(y)];
  const products = x.map((each, at) => (each - middleX) * ((y[at] ?? 0) - middleY));
  const squares = x.map((each) => (each - middleX) ** 2);
  return mean(products) / mean(squares);
}

/** Growth of an estimate with one property of its network. */
const growsWith = (name: string, shape: (size: number) => Shape): Benchmark => ({
  name: `growth of an estimate with ${name}, exponent`,
  better: 'lower',
  measure: () =>
    exponent((size) => {
      const text = network(shape(size));
      return () => estimateText(text, { groupBy: GROUPS });
    }),
});

async function growthWithRows(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-growth-'));
  try {
    return await exponent((size) => {
      const path = join(folder, `${size}.csv`);
      writeFileSync(path, throughputRows(size * ROWS));
      const file = { name: path, path, read: async () => readFileSync(path) };
      return () => readTotals([file]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SMALLEST = 2000;

/** What is counted grows with the endpoints that have it, as in life. */
export const benchmarks: readonly Benchmark[] = [
  growsWith('endpoints', (size) => ({ endpoints: size * SMALLEST })),
  growsWith('VPCs', (size) => ({ endpoints: size * SMALLEST, vpcs: size * SMALLEST })),
  growsWith('accounts', (size) => ({ endpoints: size * SMALLEST, accounts: size * SMALLEST })),
  growsWith('tags', (size) => ({ endpoints: 200, tags: size * 60 })),
  growsWith('findings', (size) => ({ endpoints: size * SMALLEST, unknown: size * SMALLEST })),
  { name: 'growth of reading throughput with rows, exponent', better: 'lower', measure: growthWithRows },
];
