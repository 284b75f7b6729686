import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { BodyBudget } from './body-budget.ts';

/** Bytes of a part that is a plain field, not a file. */
const MAX_FIELD_BYTES = 2 ** 20;
const MAX_PARTS = 8;

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

/** The parts of a multipart body by name. Throws TG1006, TG1506, or TG1510 for a name given twice or not among `names`. */
export async function readParts<N extends string>(
  request: FastifyRequest,
  names: readonly N[],
  budget: BodyBudget,
): Promise<ReadonlyMap<N, Uint8Array>> {
  const parts = new Map<N, Uint8Array>();
  for await (const part of request.parts()) {
    const name = names.find((each) => each === part.fieldname);
    if (name === undefined || parts.has(name)) throw strangePart(names);
    if (part.type === 'file') {
      parts.set(name, await collect(part.file, budget, request));
    } else {
      if (part.valueTruncated) throw fieldTooLarge(name);
      parts.set(name, Buffer.from(String(part.value)));
    }
  }
  return parts;
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

const strangePart = (names: readonly string[]): TollgateError =>
  new TollgateError('TG1510', 'The multipart body has a part that is not known, or one twice.', {
    hint: `It may hold ${names.join(', ')}, each once.`,
  });

const fieldTooLarge = (name: string): TollgateError =>
  new TollgateError('TG1006', `The field ${name} exceeds ${MAX_FIELD_BYTES} bytes.`, {
    hint: `Send it as a file, for example with curl -F ${name}=@FILE.`,
  });
