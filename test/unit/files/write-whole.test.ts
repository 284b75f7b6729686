import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWhole } from '../../../src/files/write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('writeWhole', () => {
  test('a new file has the content and the mode that is given, and nothing is left beside it', async () => {
    const path = join(folder, 'a.json');
    await writeWhole(path, 'x'.repeat(300_000), { mode: 0o640 });
    expect(readFileSync(path, 'utf8')).toHaveLength(300_000);
    expect(modeOf(path)).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  test('a file that exists keeps its mode, and a link its target', async () => {
    const path = join(folder, 'a.json');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    symlinkSync(path, join(folder, 'link'));
    await writeWhole(join(folder, 'link'), new TextEncoder().encode('new'), { mode: 0o644 });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'link']);
  });

  test('a folder in the way is an error, and no partial file stays', async () => {
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: expect.any(String) });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  // A file system of its own with 64 KiB: only root can mount one.
  test.runIf(process.getuid?.() === 0)(
    'on a full disk the old file stays whole and the error names the space',
    async () => {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
      try {
        const path = join(disk, 'a.json');
        await writeWhole(path, 'old');
        await expect(writeWhole(path, 'x'.repeat(200_000))).rejects.toMatchObject({ code: 'ENOSPC' });
        expect(readFileSync(path, 'utf8')).toBe('old');
        expect(readdirSync(disk)).toEqual(['a.json']);
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  );
});
