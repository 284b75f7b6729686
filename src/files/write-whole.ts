import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WriteOptions {
  /** Permissions of a file that does not exist yet; the process's own unless given. One that exists keeps what it has. */
  readonly mode?: number | undefined;
}

/** Ends the name of a file that is being written: whoever sweeps a folder may remove one that nobody writes any more. */
export const PARTIAL = '.partial';

/**
 * Replaces a file in one step: every byte is written and synced to disk beside it before it takes the name. On any failure, a full
 * disk above all, the old file stays as it was and the error of the system is thrown. Links are followed.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode ?? options.mode;
  const folder = dirname(target);
  const partial = join(folder, `.${basename(target)}.${randomUUID()}${PARTIAL}`);
  try {
    await writeSynced(partial, Buffer.from(content), mode);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Writes a new file whose every byte is on disk once it resolves. */
export async function writeSynced(path: string, bytes: Uint8Array, mode?: number): Promise<void> {
  const file = await open(path, 'wx', mode === undefined ? 0o666 : mode & 0o777);
  try {
    // The mode given at creation is narrowed by the umask.
    if (mode !== undefined) await file.chmod(mode & 0o777);
    await file.writeFile(bytes);
    await file.sync();
    // Some file systems report success for a write that did not fit.
    const { size } = await file.stat();
    if (size !== bytes.byteLength) {
      throw Object.assign(new Error(`${size} of ${bytes.byteLength} bytes were written`), { code: 'ENOSPC' });
    }
  } finally {
    await file.close();
  }
}

/** A rename lasts through a power cut only once its folder is synced; some systems cannot sync a folder. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}
