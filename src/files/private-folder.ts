import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** What only its owner may read: scans, keys' hashes and bills tell a whole network. */
const FOLDER = 0o700;
const FILE = 0o600;
const OTHERS = 0o077;

/**
 * Makes a folder that only this user can read, with all that is in it, and lets this process write nothing that others can read. Gives
 * the number of entries that others could read or write until now; an entry of another user is left as it is. Links are not followed.
 */
export async function keepPrivate(folder: string): Promise<number> {
  // A worker thread has the mask of its process and cannot set it.
  if (isMainThread) process.umask(OTHERS);
  await mkdir(folder, { recursive: true, mode: FOLDER });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.flatMap((entry) => (isOwn(entry) ? [join(entry.parentPath, entry.name)] : []))];
  let repaired = 0;
  for (const path of paths) repaired += Number(await closed(path));
  return repaired;
}

const isOwn = (entry: { isFile(): boolean; isDirectory(): boolean }): boolean => entry.isFile() || entry.isDirectory();

/** Takes the rights of others away; true where there were any. An entry that vanishes meanwhile had none. */
async function closed(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined || (found.mode & OTHERS) === 0) return false;
  return chmod(path, found.isDirectory() ? FOLDER : FILE).then(
    () => true,
    () => false,
  );
}
