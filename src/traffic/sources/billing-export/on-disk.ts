import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryPrefix } from '../../../files/left-behind.ts';
import type { TrafficFile } from '../../traffic-source.ts';
import type { BillPath } from './bill-path.ts';

/** Gives `use` a path for every bill: its own, or that of a private copy which is removed afterwards. */
export async function billsOnDisk<T>(
  files: readonly TrafficFile[],
  use: (paths: readonly BillPath[]) => Promise<T>,
): Promise<T> {
  if (files.every((file) => file.path !== undefined)) {
    return use(files.map(({ name, path }) => ({ name, path: path ?? name })));
  }
  const folder = await mkdtemp(temporaryPrefix('bill'));
  try {
    const paths: BillPath[] = [];
    for (const [index, file] of files.entries()) {
      const path = file.path ?? join(folder, String(index));
      if (file.path === undefined) await writeFile(path, await file.read(), { mode: 0o600 });
      paths.push({ name: file.name, path });
    }
    return await use(paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
