import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import { documentOf } from '../../operations/inputs/load-network.ts';
import type { BodyBudget } from '../body/body-budget.ts';
import { readParts } from '../body/multipart.ts';
import { parseWith } from './envelope.ts';
import { type EstimateOptions, estimateOptionsSchema } from './estimate-options.ts';
import type { EstimateTask } from './estimate-task.ts';

/** Parts of a multipart estimate. */
const PARTS = ['file', 'usage', 'traffic', 'options'] as const;

type Inputs = Pick<EstimateTask, 'document' | 'usage' | 'traffic'> & { readonly options?: EstimateOptions };

/** What a request asks to price, still unparsed. Throws TG1001 without a body. */
export async function inputsOf(request: FastifyRequest, budget: BodyBudget): Promise<Inputs> {
  if (request.isMultipart()) return fromParts(await readParts(request, PARTS, budget));
  const { body } = request;
  if (body instanceof Uint8Array && body.byteLength > 0) return { document: { name: 'request body', bytes: body } };
  throw new TollgateError('TG1001', 'The request has no body.', {
    hint: 'Send a topology file or a Terraform plan as application/json.',
  });
}

async function fromParts(parts: ReadonlyMap<(typeof PARTS)[number], Uint8Array>): Promise<Inputs> {
  const part = (name: 'file' | 'usage' | 'traffic') => {
    const bytes = parts.get(name);
    return bytes && { name: `part ${name}`, bytes };
  };
  const document = part('file');
  if (!document) {
    throw new TollgateError('TG1510', 'The multipart body has no part named file.', {
      hint: 'For example curl -F file=@plan.json -F usage=@infracost-usage.yml.',
    });
  }
  const options = parts.get('options');
  return {
    document,
    usage: part('usage'),
    traffic: part('traffic'),
    ...(options && { options: await optionsOf(options) }),
  };
}

async function optionsOf(content: Uint8Array): Promise<EstimateOptions> {
  const body = await documentOf({ name: 'part options', content });
  return parseWith(estimateOptionsSchema, body.value, body);
}
