import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryPrefix } from '../files/left-behind.ts';

/** Writes what an engine answered to a private file that lives as long as the process, and gives its path. */
export async function resultFile(name: string, lines: readonly string[]): Promise<string> {
  const folder = await mkdtemp(temporaryPrefix('query'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
}
