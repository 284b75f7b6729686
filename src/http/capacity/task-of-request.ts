import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { documentOf } from '../../operations/inputs/load-network.ts';
import type { BodyBudget } from '../body/body-budget.ts';
import { readParts } from '../body/multipart.ts';
import { parseWith } from '../estimates/envelope.ts';
import { chooseFormat } from '../estimates/formats.ts';
import type { CapacityFormat, CapacityTask } from './capacity-task.ts';

/** Parts of a multipart request. */
const PARTS = ['file', 'usage', 'traffic', 'options'] as const;

type Inputs<Options> = Pick<CapacityTask, 'document' | 'usage' | 'traffic'> & { readonly options?: Options };

/** What a request asks about, still unparsed. Throws TG1001 without a body, TG1510 for strange parts. */
export async function capacityInputsOf<Options>(
  request: FastifyRequest,
  budget: BodyBudget,
  options: z.ZodType<Options>,
): Promise<Inputs<Options>> {
  if (request.isMultipart()) return fromParts(await readParts(request, PARTS, budget), options);
  const { body } = request;
  if (body instanceof Uint8Array && body.byteLength > 0) return { document: { name: 'request body', bytes: body } };
  throw new TollgateError('TG1001', 'The request has no body.', {
    hint: 'Send a snapshot, or {"document": ..., "traffic": [...]}, as application/json.',
  });
}

async function fromParts<Options>(
  parts: ReadonlyMap<(typeof PARTS)[number], Uint8Array>,
  schema: z.ZodType<Options>,
): Promise<Inputs<Options>> {
  const part = (name: 'file' | 'usage' | 'traffic') => {
    const bytes = parts.get(name);
    return bytes && { name: `part ${name}`, bytes };
  };
  const document = part('file');
  if (!document) {
    throw new TollgateError('TG1510', 'The multipart body has no part named file.', {
      hint: 'For example curl -F file=@hub.yaml -F traffic=@throughput.csv.',
    });
  }
  const options = parts.get('options');
  const inputs = { document, usage: part('usage'), traffic: part('traffic') };
  if (!options) return inputs;
  const body = await documentOf({ name: 'part options', content: options });
  return { ...inputs, options: parseWith(schema, body.value, body) };
}

/** The format of the answer. Throws TG1504. */
export function capacityFormat(given: CapacityFormat | undefined, accept: string | undefined): CapacityFormat {
  const format = chooseFormat(given, accept);
  if (format !== 'infracost') return format;
  throw new TollgateError('TG1504', 'This document has no Infracost form.', { hint: 'Accept application/json.' });
}
