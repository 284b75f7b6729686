import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of the files in a folder and below; 0 where it is not there. What vanishes meanwhile counts for nothing. */
export async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  const directory = await opendir(folder, { recursive: true }).catch(() => undefined);
  if (directory === undefined) return 0;
  for await (const entry of directory as AsyncIterable<Dirent>) {
    if (!entry.isFile()) continue;
    bytes += (await lstat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}
