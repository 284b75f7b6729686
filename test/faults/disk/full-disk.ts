import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITERS } from './writers.ts';

/**
 * full-disk.ts WRITER FOLDER FREE: in a mount name space of its own, on a disk of 96 MiB: the writer writes, the disk is filled up to FREE
 * bytes, the writer writes more. Prints what the second write came to, and whether what was written first is whole.
 */
const [name = '', folder = '', free = '0'] = process.argv.slice(2);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m,mode=0777', 'tmpfs', folder]);
if (mounted.status !== 0) {
  process.stdout.write(`no mount ${mounted.stderr}`);
  process.exit(0);
}
const writer = WRITERS[name];
if (!writer) throw new Error(`no writer ${name}`);
if (writer.inTemporary) process.env['TMPDIR'] = folder;
const { check, more } = await writer.open(folder);
fill(join(folder, 'filler'), Number(free));
const outcome = await more().then(
  () => 'written',
  (error: unknown) => `refused ${String((error as { code?: unknown }).code)} ${String(error)}`,
);
rmSync(join(folder, 'filler'));
const isWhole = await check(outcome === 'written').catch((error: unknown) => `not whole: ${String(error)}`);
process.stdout.write(JSON.stringify({ outcome, isWhole }));
process.exit(0);

function fill(path: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - left - bsize)));
  if (readFileSync(path).length === 0) throw new Error('nothing was filled');
}
