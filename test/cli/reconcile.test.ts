import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { reconciliationDocumentSchema } from '../../src/report/reconciliation-document.ts';
import { SAMPLES } from '../support/samples.ts';
import { curLegacyCsv, syntheticLines, syntheticTopology } from '../support/synthetic-bill.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tollgate-reconcile-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const path = join(scratch, 'network.json');
writeFileSync(path, JSON.stringify(syntheticTopology()));
const lines = syntheticLines();
for (const [index, from] of [0, lines.length / 2].entries()) {
  writeFileSync(
    join(scratch, `cur-${index}.csv.gz`),
    gzipSync(curLegacyCsv(lines.slice(from, from + lines.length / 2))),
  );
}
const BILL = ['--path', path, '--bill', join(scratch, 'cur-*.csv.gz')];

function tollgate(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: scratch };
  return new Promise<{ code: number; out: string; err: string }>((done) =>
    execFile(process.execPath, ['src/main.ts', ...args], { env, maxBuffer: 2 ** 25 }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    ),
  );
}

test('the document, from a glob of files', async () => {
  const { code, out, err } = await tollgate('reconcile', ...BILL, '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(reconciliationDocumentSchema.parse(JSON.parse(out)).residualShare).toBeLessThan(0.005);
});

test('the table goes from modelled to billed, and names the discount', async () => {
  const { out } = await tollgate('reconcile', ...BILL);
  expect(out).toMatch(/zone added in the period +1 +-2\.50/);
  expect(out).toContain('AmazonVPC USE1-VpcEndpoint-Hours: 0.92 of list price');
});

test('CSV carries every line and cause once', async () => {
  const { out } = await tollgate('reconcile', ...BILL, '--format', 'csv');
  const [header = '', ...rows] = out.trim().split(/\r?\n/);
  const billed = header.split(',').indexOf('billed');
  const total = rows.reduce((sum, row) => sum + Number(row.split(',')[billed]), 0);
  expect(total).toBeCloseTo(
    lines
      .filter((line) => line.type === 'Usage' && line.service === 'AmazonVPC')
      .reduce((sum, line) => sum + line.cost, 0),
    6,
  );
});

test('an unexplained share above --max-residual ends with 2, after the print', async () => {
  const other = join(scratch, 'other.json');
  const topology = syntheticTopology();
  writeFileSync(other, JSON.stringify({ ...topology, endpoints: topology.endpoints.slice(1) }));
  const { code, out } = await tollgate('reconcile', '--path', other, ...BILL.slice(2), '--max-residual', '0.5%');
  expect(code).toBe(2);
  expect(out).toContain('billed not modelled');
});

test('an export without resource ids answers that it has none', async () => {
  const { code, out } = await tollgate(
    'reconcile',
    '--path',
    path,
    '--bill',
    join(SAMPLES, 'billing', 'cur-legacy-without-resources.csv'),
  );
  expect(code).toBe(0);
  expect(out).toContain('No PrivateLink lines found; resource ids are not enabled');
});

test.each([
  [['reconcile', '--path', path], 'TG1012'],
  [['reconcile', '--path', path, '--bill', join(scratch, 'none-*.csv')], 'TG6001'],
  [['reconcile', '--path', path, '--bill', path], 'TG6002'],
])('refuses %j', async (args, text) => {
  const { code, out, err } = await tollgate(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(text);
  expect(err).not.toMatch(/at .*\.ts:\d/);
});
