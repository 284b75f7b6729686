import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { temporaryPrefix } from '../../files/left-behind.ts';
import type { RequestPart } from '../compute/part.ts';
import { partName, partsOf, strangePart } from './multipart.ts';

/** A file of the request, kept on disk while it is worked on. `name` is what errors call it. */
export interface KeptFile {
  readonly name: string;
  readonly path: string;
}

/** Files of one bill and the rest of a request. */
const MOST_PARTS = 256;

/**
 * Writes the parts of a multipart request to disk as they arrive, in a folder of their own, so that a bill takes no memory, hands
 * them to `use` and removes them; the part `options` stays in memory. Names of the client are never paths. Those of `single` may come
 * once. Throws TG1510 for a strange part, TG1006 for a large one.
 */
export async function withKeptParts<T>(
  request: FastifyRequest,
  names: readonly string[],
  single: ReadonlySet<string>,
  use: (kept: Readonly<Record<string, readonly (KeptFile | RequestPart)[]>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(temporaryPrefix('parts'));
  try {
    return await use(await keep(request, names, single, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep(request: FastifyRequest, names: readonly string[], single: ReadonlySet<string>, folder: string) {
  const kept: Record<string, (KeptFile | RequestPart)[]> = {};
  let count = 0;
  for await (const part of partsOf(request, { limits: { parts: MOST_PARTS, files: MOST_PARTS } })) {
    const name = names.find((each) => each === part.fieldname);
    const before = name === undefined ? [] : (kept[name] ?? []);
    if (name === undefined || (single.has(name) && before.length > 0)) throw strangePart(names);
    const label = partName(name, before.length, part.type === 'file' ? part.filename : '');
    if (part.type !== 'file' && name === 'options') {
      kept[name] = [{ name: label, bytes: Buffer.from(String(part.value)) }];
      continue;
    }
    const path = join(folder, `${count++}${name === 'traffic' ? extname(label) : ''}`);
    if (part.type === 'file') await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    else await writeFile(path, String(part.value), { mode: 0o600 });
    kept[name] = [...before, { name: label, path }];
  }
  return kept;
}
