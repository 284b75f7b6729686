import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which names a power cut leaves in a folder: those when it was last synced, or those of the moment. Content is what was synced, in both. */
export type Names = 'as synced' | 'of the moment';

/** Builds in `to` what a power cut leaves of `from`, by what synced.c noted in `notes`. A file that was never synced is empty. */
export function rebuild(from: string, notes: string, to: string, names: Names): void {
  mkdirSync(to, { recursive: true });
  const noted = join(notes, `folder-${idOf(from)}`);
  const entries =
    names === 'as synced' && existsSync(noted)
      ? readFileSync(noted, 'utf8').split('\n').filter(Boolean).map(entryOf)
      : readdirSync(from, { withFileTypes: true }).map((entry) => ({
          isFolder: entry.isDirectory(),
          id: idOf(join(from, entry.name)),
          name: entry.name,
        }));
  for (const { isFolder, id, name } of entries) {
    if (isFolder && existsSync(join(from, name))) rebuild(join(from, name), notes, join(to, name), names);
    const content = join(notes, `file-${id}`);
    if (!isFolder) writeFileSync(join(to, name), existsSync(content) ? readFileSync(content) : '');
  }
}

function entryOf(line: string) {
  const [kind, id = '', ...name] = line.split(' ');
  return { isFolder: kind === 'folder', id, name: name.join(' ') };
}

function idOf(path: string): string {
  const { ino, birthtimeNs } = statSync(path, { bigint: true });
  return `${ino}-${birthtimeNs / 1_000_000_000n}.${birthtimeNs % 1_000_000_000n}`;
}
