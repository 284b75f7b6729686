import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import { isParquet } from '../../core/file-kind.ts';
import type { RequestPart } from '../compute/part.ts';
import type { BodyBudget } from './body-budget.ts';

/** Bytes of a part that is a plain field, not a file. */
const MAX_FIELD_BYTES = 2 ** 20;
const MAX_PARTS = 16;

/** Reads multipart bodies part by part, within the same limit and budget as every other body. */
export async function registerMultipart(app: FastifyInstance, limitBytes: number): Promise<void> {
  await app.register(multipart, {
    limits: {
      fileSize: limitBytes,
      fieldSize: MAX_FIELD_BYTES,
      fieldNameSize: 100,
      fields: MAX_PARTS,
      files: MAX_PARTS,
      parts: MAX_PARTS,
      headerPairs: 20,
    },
  });
}

/**
 * The parts of a multipart body by name; those of `single` may come once. Throws TG1006, TG1506, or TG1510 for a name given twice or
 * not among `names`.
 */
export async function readParts(
  request: FastifyRequest,
  names: readonly string[],
  single: ReadonlySet<string>,
  budget: BodyBudget,
): Promise<Readonly<Record<string, readonly RequestPart[]>>> {
  const parts: Record<string, RequestPart[]> = {};
  for await (const part of partsOf(request)) {
    const name = names.find((each) => each === part.fieldname);
    const before = name === undefined ? [] : (parts[name] ?? []);
    if (name === undefined || (single.has(name) && before.length > 0)) throw strangePart(names);
    if (part.type !== 'file' && part.valueTruncated) throw fieldTooLarge(name);
    const bytes = part.type === 'file' ? await collect(part.file, budget, request) : Buffer.from(String(part.value));
    const label = partName(name, before.length, part.type === 'file' ? part.filename : '', bytes);
    parts[name] = [...before, { name: label, bytes }];
  }
  return parts;
}

/** The parts of a multipart body as they come. Throws TG1510 where it is torn or its boundary is missing. */
export async function* partsOf(
  request: FastifyRequest,
  ...options: Parameters<FastifyRequest['parts']>
): ReturnType<FastifyRequest['parts']> {
  try {
    yield* request.parts(...options);
  } catch (error) {
    // The parser throws plain errors for such bodies; its own limits carry a code.
    if (error instanceof TollgateError || (error as { readonly code?: unknown }).code !== undefined) throw error;
    throw new TollgateError('TG1510', 'The multipart body has no such boundary or ends too early.', {
      hint: 'Let the client write the body and its Content-Type; with curl: -F file=@FILE.',
      cause: error,
    });
  }
}

/** What errors call a part. Traffic is told apart by the ending of its name; of the client's name nothing else is taken. */
export function partName(name: string, index: number, filename: string, bytes?: Uint8Array): string {
  const label = `part ${name}${index > 0 ? ` ${index + 1}` : ''}`;
  if (name !== 'traffic') return label;
  const ending = /\.(?:parquet|csv\.gz|csv|ya?ml|json)$/i.exec(filename)?.[0].toLowerCase();
  return `${label}${bytes && isParquet(bytes) ? '.parquet' : (ending ?? '.csv')}`;
}

async function collect(file: AsyncIterable<Buffer>, budget: BodyBudget, request: FastifyRequest): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of file) {
    const error = budget.take(chunk.length);
    if (error) throw error;
    request.heldBytes += chunk.length;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const strangePart = (names: readonly string[]): TollgateError =>
  new TollgateError('TG1510', 'The multipart body has a part that is not known, or one twice.', {
    hint: `It may hold ${names.join(', ')}, each once.`,
  });

const fieldTooLarge = (name: string): TollgateError =>
  new TollgateError('TG1006', `The field ${name} exceeds ${MAX_FIELD_BYTES} bytes.`, {
    hint: `Send it as a file, for example with curl -F ${name}=@FILE.`,
  });
