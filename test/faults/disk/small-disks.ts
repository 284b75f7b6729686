import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../outcome.ts';
import { runNode } from '../process.ts';

/** Bytes that are free when the writer begins: none at all, less than a block of everything, and a bit. */
const FREE = [0, 4096, 20_480, 65_536, 8192];

const WRITER_NAMES = [
  'rows of a scan',
  'a compaction',
  'the coverage',
  'the staging of a scan',
  'an answer to --out-file',
  'prices that were refreshed',
  'the embedded database',
  'a bill that is unpacked',
];

/** The disk fills up under each writer: an error with a code, or all of it is written; what was there before is whole. */
export const smallDisks: readonly Fault[] = WRITER_NAMES.map((name) => ({
  kind: `a full disk under ${name}`,
  tries: FREE.length,
  async attempt(index) {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-disk-'));
    try {
      const given = [name, folder, String(FREE[index % FREE.length])];
      const { out, err, hung, signal } = await runNode('test/faults/disk/full-disk.ts', given, {
        under: ['unshare', '-m'],
      });
      const { outcome, isWhole } = (out.startsWith('{') ? JSON.parse(out) : {}) as {
        outcome?: string;
        isWhole?: boolean | string;
      };
      const isOurs = outcome === 'written' || /^refused TG\d{4}/.test(outcome ?? '');
      return {
        wrong: [
          ...(isWhole === true ? [] : (['lost'] as const)),
          ...(hung ? (['hung'] as const) : []),
          ...(isOurs && signal === null && !outcome?.includes('TG1509') ? [] : (['crashed'] as const)),
        ],
        said: `${out} ${err.slice(-400)}`,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
      rmSync(`${folder}-history`, { recursive: true, force: true });
    }
  },
}));
