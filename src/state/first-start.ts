import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzipSync } from 'node:zlib';

/** Files of a folder by their path in it; null = a folder. */
type Image = ReadonlyMap<string, Uint8Array | null>;

const unpack = promisify(gunzip);

/**
 * Makes the folder of an embedded database unless it is there: from a prepared image, since making one anew (initdb in WebAssembly) takes
 * seconds of a processor, else with `create`. It is made beside and takes its name when it is whole: a process that is killed meanwhile leaves
 * nothing that the next start would take for a database. Call with the folder held.
 */
export async function makeOnce(
  folder: string,
  image: string | undefined,
  create: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  if (image !== undefined && existsSync(image))
    await lay(deserialize(await unpack(await readFile(image))) as Image, making);
  else await create(making);
  await rename(making, folder);
}

async function lay(image: Image, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of image) {
    if (content === null) await mkdir(join(folder, path), { recursive: true });
    else await writeFile(join(folder, path), content);
  }
}

/** The image of a folder, as `makeOnce` takes it. */
export async function imageOf(folder: string): Promise<Uint8Array> {
  const image = new Map<string, Uint8Array | null>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    // A folder comes before what is in it.
    image.set(name, entry.isDirectory() ? null : await readFile(path));
  }
  return gzipSync(serialize(new Map([...image].sort(([a], [b]) => (a < b ? -1 : 1)))), { level: 9 });
}
