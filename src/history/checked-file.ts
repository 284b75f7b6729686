import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** What tells a data file from a damaged one of the same name. */
export interface FileCheck {
  readonly bytes: number;
  /** CRC-32 of the whole file. */
  readonly crc32: number;
}

const CHUNK = 1 << 20;

/** Syncs a file to disk and gives its check. */
export async function sealed(path: string): Promise<FileCheck> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return { bytes: (await file.stat()).size, crc32: await checksum(file) };
  } finally {
    await file.close();
  }
}

async function checksum(file: Awaited<ReturnType<typeof open>>): Promise<number> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let sum = 0;
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, at);
    if (bytesRead === 0) return sum;
    sum = crc32(chunk.subarray(0, bytesRead), sum);
    at += bytesRead;
  }
}

/** Files found whole by this process, with what the system says of them: they are never changed, so once is enough. */
const known = new Map<string, string>();
const MOST_KNOWN = 100_000;

/** Whether a file is what was stored. One stored before checks were kept must at least start and end as Parquet does. */
export async function isWhole(
  path: string,
  check: { [Key in keyof FileCheck]?: number | undefined },
  anew = false,
): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { size, mtimeMs, ctimeMs, ino } = await file.stat();
    if (size < 12 || (check.bytes !== undefined && check.bytes !== size)) return false;
    const mark = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    if (!anew && known.get(path) === mark) return true;
    const whole = check.crc32 === undefined ? await hasEnds(file, size) : (await checksum(file)) === check.crc32;
    if (known.size >= MOST_KNOWN) known.clear();
    if (whole) known.set(path, mark);
    return whole;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

async function hasEnds(file: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
  const ends = Buffer.alloc(8);
  await file.read(ends, 0, 4, 0);
  await file.read(ends, 4, 4, size - 4);
  return ends.toString('latin1') === 'PAR1PAR1';
}
