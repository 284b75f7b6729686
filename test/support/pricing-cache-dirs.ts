import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { BUNDLED_DIR } from './price-list-stub/catalogue.ts';

/** An empty directory that is removed after the test. */
export function scratchDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-rates-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A copy of the bundled snapshot that a test may damage. */
export function snapshotCopy(): string {
  const dir = scratchDir();
  cpSync(BUNDLED_DIR, dir, { recursive: true });
  return dir;
}
