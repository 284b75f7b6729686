import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { allocationDocumentSchema } from '../../src/report/allocation-document.ts';
import { tollgate as run } from '../support/run-tollgate.ts';
import { curLegacyCsv, syntheticLines } from '../support/synthetic-bill.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-allocate-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const bill = join(scratch, 'cur-1.csv');
writeFileSync(bill, curLegacyCsv(syntheticLines()));
const NETWORK = 'test/golden/allocation-hub/network.yaml';
const category = join(scratch, 'category.yaml');
writeFileSync(category, 'name: Division\nrules:\n  - { value: Apps, accounts: ["222233334444"] }\ndefault: Other\n');

const tollgate = (...args: readonly string[]) => run(['allocate', ...args]);

test('the table names parts, how they came about, and the shared endpoints', async () => {
  const { code, out } = await tollgate('--path', NETWORK, '--by', 'team');
  expect(code).toBe(0);
  expect(out).toMatch(/web +2 +50\.3 % +29\.53 +owner 12\.00, by bytes of consumers 14\.76/);
  expect(out).toMatch(/\(untagged\) +1 +4\.7 %/);
  expect(out).toMatch(/hub-ssm +data +by bytes of consumers +300 GB +7\.38/);
});

test('a glob of bill files, as JSON', async () => {
  const { out } = await tollgate('--bill', join(scratch, 'cur-*.csv'), '--by', 'account', '--format', 'json');
  expect(allocationDocumentSchema.parse(JSON.parse(out)).parts).toHaveLength(2);
});

test('CSV rows add up to the total', async () => {
  const { out } = await tollgate(
    '--path',
    NETWORK,
    '--by',
    'cost-category:Division',
    '--cost-category',
    category,
    '--format',
    'csv',
  );
  const [header = '', ...rows] = out.trim().split(/\r?\n/);
  const amount = header.split(',').indexOf('amount');
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[amount]), 0)).toBeCloseTo(58.7, 9);
});

test('FOCUS rows carry whose they are', async () => {
  const { out } = await tollgate('--path', NETWORK, '--by', 'team', '--format', 'focus', '--focus-month', '2026-12');
  const [header = '', ...rows] = out.trim().split('\n');
  expect(header).toContain('x_AllocationKey,x_AllocationValue,x_AllocationRule');
  expect(rows.every((row) => row.includes('2026-12-01T00:00:00Z') && row.includes('tag:team'))).toBe(true);
});

test.each([
  [['--by', 'team'], 'TG1012'],
  [['--path', NETWORK], 'TG1012'],
  [['--path', NETWORK, '--by', 'x'], 'TG1012'],
  [['--bill', 'none-*.csv', '--by', 'team'], 'TG6001'],
])('%s ends with 1 and says why', async (args, code) => {
  const { code: exit, err } = await tollgate(...args);
  expect(exit).toBe(1);
  expect(err).toContain(code);
});
