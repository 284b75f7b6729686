import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTIAL } from './write-whole.ts';

/** Begin of the name of a temporary folder of this process: what a killed one leaves is known by its number. */
export const temporaryPrefix = (kind: 'staging' | 'parts' | 'bill' | 'query'): string =>
  join(tmpdir(), `tollgate-${kind}-${process.pid}-`);

const TEMPORARY = /^tollgate-(?:staging|parts|bill|query|duckdb)-(\d+)(?:-|$)/;

/** Milliseconds: nobody writes one file for so long. */
const OLD_MS = 3600_000;

/** Removes temporary folders of this user whose process is dead. Gives their number. */
export async function sweepTemporary(): Promise<number> {
  let swept = 0;
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = Number(TEMPORARY.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const path = join(tmpdir(), name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) continue;
    await rm(path, { recursive: true, force: true }).then(
      () => (swept += 1),
      () => undefined,
    );
  }
  return swept;
}

/** Removes half-written files under a folder that nobody writes any more. Gives their number. */
export async function sweepPartials(folder: string): Promise<number> {
  let swept = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(PARTIAL)) continue;
    const path = join(entry.parentPath, entry.name);
    const age = Date.now() - ((await lstat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age < OLD_MS) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
