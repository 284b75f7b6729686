import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrafficFile } from '../../traffic-source.ts';
import type { ThroughputPath } from './open-throughput.ts';

/** Gives `use` a path for every file: its own, or that of a private copy which is removed afterwards. */
export async function onDisk<T>(
  files: readonly TrafficFile[],
  use: (paths: readonly ThroughputPath[]) => Promise<T>,
): Promise<T> {
  const folder = files.every((file) => file.path !== undefined)
    ? undefined
    : await mkdtemp(join(tmpdir(), 'tollgate-throughput-'));
  try {
    return await use(await Promise.all(files.map((file, index) => pathOf(file, index, folder))));
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function pathOf(file: TrafficFile, index: number, folder: string | undefined): Promise<ThroughputPath> {
  if (file.path !== undefined || folder === undefined) return { name: file.name, path: file.path ?? file.name };
  const path = join(folder, String(index));
  await writeFile(path, await file.read(), { mode: 0o600 });
  return { name: file.name, path };
}
