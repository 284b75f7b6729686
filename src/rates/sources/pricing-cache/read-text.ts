import { readFile, stat } from 'node:fs/promises';

export type TextFile =
  | { readonly state: 'present'; readonly text: string }
  /** `absent` = there is no such file; `unreadable` = there is one that cannot be read. */
  | { readonly state: 'absent' | 'unreadable' };

/** Reads a file without throwing: in a cache every failure has the same answer, the next copy. */
export async function readText(path: string): Promise<TextFile> {
  try {
    return { state: 'present', text: await readFile(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { state: code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'unreadable' };
  }
}

/** Parsed JSON; undefined when the text is none, which for a cache file means that it was torn. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Changes whenever one of the files is replaced, written, made or removed. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const parts = paths.map(async (path) => {
    try {
      const { ino, size, mtimeMs } = await stat(path);
      return `${ino}:${size}:${mtimeMs}`;
    } catch {
      return '-';
    }
  });
  return (await Promise.all(parts)).join(' ');
}
