import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { KeptFile } from './reconcile-task.ts';

/** The files of a multipart reconciliation, in a folder of their own. */
export interface KeptRequest {
  readonly network: KeptFile;
  readonly bills: readonly KeptFile[];
  readonly traffic: readonly KeptFile[];
}

const PARTS = ['file', 'bill', 'traffic'] as const;
/** Files of one bill and the rest of a request. */
const MOST_PARTS = 256;

/**
 * Writes the parts to disk as they arrive, so that a bill takes no memory, hands them to `use` and removes them. Names of the
 * client are never paths. Throws TG1510 for a missing or strange part, TG1006 for one that is too large.
 */
export async function withKeptRequest<T>(request: FastifyRequest, use: (kept: KeptRequest) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) {
    throw new TollgateError('TG1503', 'A reconciliation is sent as multipart/form-data.', { hint: EXAMPLE });
  }
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-reconcile-'));
  try {
    return await use(await keep(request, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const EXAMPLE = 'For example curl -F file=@snapshot.json -F bill=@cur-00001.csv.gz -F bill=@cur-00002.csv.gz.';

async function keep(request: FastifyRequest, folder: string): Promise<KeptRequest> {
  const kept: Record<(typeof PARTS)[number], KeptFile[]> = { file: [], bill: [], traffic: [] };
  let count = 0;
  for await (const part of request.parts({ limits: { parts: MOST_PARTS, files: MOST_PARTS } })) {
    const name = PARTS.find((each) => each === part.fieldname);
    if (name === undefined) throw strange(`${PARTS.join(', ')} are the parts it may hold.`);
    const path = join(folder, `${count++}${name === 'traffic' ? endingOf(part) : ''}`);
    if (part.type === 'file') await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    else await writeFile(path, String(part.value), { mode: 0o600 });
    kept[name].push({
      name: `part ${name}${kept[name].length > 0 ? ` ${kept[name].length + 1}` : ''}${name === 'traffic' ? endingOf(part) : ''}`,
      path,
    });
  }
  const [network, ...more] = kept.file;
  if (!network || more.length > 0) throw strange(`It needs one part named file. ${EXAMPLE}`);
  if (kept.bill.length === 0) throw strange(`It needs a part named bill. ${EXAMPLE}`);
  return { network, bills: kept.bill, traffic: kept.traffic };
}

/** Traffic files are told by their ending; only the known ones are taken from the client's name. */
const endingOf = (part: Multipart): string => {
  const name = part.type === 'file' ? part.filename : '';
  return /\.(?:parquet|csv\.gz|csv|ya?ml)$/i.exec(name)?.[0].toLowerCase() ?? '.csv';
};

const strange = (hint: string): TollgateError =>
  new TollgateError('TG1510', 'The multipart body does not hold what a reconciliation needs.', { hint });
