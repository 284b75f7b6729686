import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';

const SCOPE = { account: '111122223333', region: 'us-east-1' };
const PROGRAM = join('test', 'support', 'store-rows.ts');

/** Mounts a disk of 1 MB. */
const mounted = (path: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' }).status === 0;

/** Only root may mount, and not in every container. */
function mayMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'tollgate-mount-'));
  const may = mounted(probe);
  if (may) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true, force: true });
  return may;
}

test.runIf(mayMount())(
  'a disk that fills up while a scan writes: an error that says so, and nothing that was stored is lost',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-full-'));
    expect(mounted(root)).toBe(true);
    try {
      const store = (first: number, count: number) =>
        spawnSync(process.execPath, [PROGRAM, root, String(first), String(count)], { encoding: 'utf8' }).stdout;
      const held = () =>
        withThroughput(root, [SCOPE], {}, async ({ connection, findings }) => {
          const rows = await connection.runAndReadAll('SELECT count(*), sum(bytes) FROM throughput');
          return { answer: rows.getRows()[0]?.map(String), findings };
        });
      expect(store(0, 1000)).toBe('stored 1000');
      const before = await held();
      // Random bytes do not compress: hundred thousands of them need more than the disk has left, all of one day and the next.
      expect(store(1000, 400_000)).toBe('failed TG2101');
      const after = await held();
      expect(after.findings).toEqual([]);
      expect(Number(after.answer?.[0])).toBeGreaterThanOrEqual(Number(before.answer?.[0]));
      expect(
        await withThroughput(root, [SCOPE], {}, async ({ connection }) => {
          const rows = await connection.runAndReadAll(
            "SELECT count(*) FROM throughput WHERE start < TIMESTAMP '2026-10-30 16:40:00'",
          );
          return Number(rows.getRows()[0]?.[0]);
        }),
      ).toBe(1000);
      expect(readdirSync(root, { recursive: true }).filter((name) => String(name).endsWith('.partial'))).toEqual([]);
    } finally {
      spawnSync('umount', [root]);
      rmSync(root, { recursive: true, force: true });
    }
  },
);
