import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sweepPartials, sweepTemporary, temporaryPrefix } from '../../../src/files/left-behind.ts';

test('what a dead process left in the temporary folder goes, what a living one holds stays', async () => {
  const { pid } = spawnSync('true');
  const left = join(tmpdir(), `tollgate-staging-${pid}-abc`);
  mkdirSync(join(left, 'inside'), { recursive: true });
  const held = mkdtempSync(temporaryPrefix('staging'));
  onTestFinished(() => rmSync(held, { recursive: true, force: true }));
  expect(await sweepTemporary()).toBeGreaterThanOrEqual(1);
  expect([existsSync(left), existsSync(held)]).toEqual([false, true]);
});

test('half-written files go once they are old', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-partials-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'deep'));
  const [old, young, whole] = ['deep/a.parquet.partial', 'b.json.partial', 'c.parquet'].map((name) => join(root, name));
  for (const path of [old, young, whole]) writeFileSync(path ?? '', 'x');
  for (const path of [old, whole]) utimesSync(path ?? '', 1000, 1000);
  expect(await sweepPartials(root)).toBe(1);
  expect([old, young, whole].map((path) => existsSync(path ?? ''))).toEqual([false, true, true]);
});
