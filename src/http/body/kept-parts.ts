import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';

/** A file of the request, kept on disk while it is worked on. `name` is what errors call it. */
export interface KeptFile {
  readonly name: string;
  readonly path: string;
}

/** Files of one bill and the rest of a request. */
const MOST_PARTS = 256;

/**
 * Writes the parts of a multipart request to disk as they arrive, in a folder of their own, so that a bill takes no memory, hands
 * them to `use` and removes them. Names of the client are never paths. Throws TG1510 for a strange part, TG1006 for a large one.
 */
export async function withKeptParts<Name extends string, T>(
  request: FastifyRequest,
  names: readonly Name[],
  use: (kept: Readonly<Record<Name, readonly KeptFile[]>>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-parts-'));
  try {
    return await use(await keep(request, names, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function keep<Name extends string>(request: FastifyRequest, names: readonly Name[], folder: string) {
  const kept = Object.fromEntries(names.map((name) => [name, [] as KeptFile[]])) as Record<Name, KeptFile[]>;
  let count = 0;
  for await (const part of request.parts({ limits: { parts: MOST_PARTS, files: MOST_PARTS } })) {
    const name = names.find((each) => each === part.fieldname);
    if (name === undefined) throw strangePart(`${names.join(', ')} are the parts it may hold.`);
    const ending = name === 'traffic' ? endingOf(part) : '';
    const path = join(folder, `${count++}${ending}`);
    if (part.type === 'file') await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    else await writeFile(path, String(part.value), { mode: 0o600 });
    kept[name].push({
      name: `part ${name}${kept[name].length > 0 ? ` ${kept[name].length + 1}` : ''}${ending}`,
      path,
    });
  }
  return kept;
}

/** Traffic files are told by their ending; only the known ones are taken from the client's name. */
const endingOf = (part: Multipart): string => {
  const name = part.type === 'file' ? part.filename : '';
  return /\.(?:parquet|csv\.gz|csv|ya?ml)$/i.exec(name)?.[0].toLowerCase() ?? '.csv';
};

export const strangePart = (hint: string): TollgateError =>
  new TollgateError('TG1510', 'The multipart body does not hold what is needed.', { hint });
