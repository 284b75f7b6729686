import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPrivate } from '../../../src/files/private-folder.ts';

let base: string;
let mask: number;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'private-'));
  mask = process.umask();
});
afterEach(() => {
  process.umask(mask);
  rmSync(base, { recursive: true, force: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a new folder is private, and so is what is written there later', async () => {
  const folder = join(base, 'data');
  expect(await keepPrivate(folder)).toBe(0);
  writeFileSync(join(folder, 'later'), '');
  expect([modeOf(folder), modeOf(join(folder, 'later'))]).toEqual([0o700, 0o600]);
});

test('an open folder is repaired and counted; links lead nowhere', async () => {
  const folder = join(base, 'data');
  const outside = join(base, 'outside');
  writeFileSync(outside, '');
  chmodSync(outside, 0o644);
  mkdirSync(join(folder, 'state'), { recursive: true });
  writeFileSync(join(folder, 'state', 'rows'), '');
  symlinkSync(outside, join(folder, 'link'));
  for (const path of [folder, join(folder, 'state')]) chmodSync(path, 0o755);
  chmodSync(join(folder, 'state', 'rows'), 0o666);
  expect(await keepPrivate(folder)).toBe(3);
  expect([modeOf(folder), modeOf(join(folder, 'state')), modeOf(join(folder, 'state', 'rows'))]).toEqual([
    0o700, 0o700, 0o600,
  ]);
  expect(modeOf(outside)).toBe(0o644);
  expect(await keepPrivate(folder)).toBe(0);
});
