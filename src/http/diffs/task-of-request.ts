import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import { documentOf } from '../../operations/inputs/load-network.ts';
import type { BodyBudget } from '../body/body-budget.ts';
import { readParts } from '../body/multipart.ts';
import { parseWith } from '../estimates/envelope.ts';
import { type DiffOptions, diffBodyOptionsSchema } from './diff-options.ts';
import type { DiffTask } from './diff-task.ts';

/** Parts of a multipart diff. */
const PARTS = ['head', 'base', 'usage', 'traffic', 'options'] as const;

type Inputs = Omit<DiffTask, 'format' | 'options'> & { readonly options?: DiffOptions };

/** What a request asks to compare, still unparsed. Throws TG1001 without a body. */
export async function diffInputsOf(request: FastifyRequest, budget: BodyBudget): Promise<Inputs> {
  if (request.isMultipart()) return fromParts(await readParts(request, PARTS, budget));
  const { body } = request;
  if (body instanceof Uint8Array && body.byteLength > 0) return { head: { name: 'request body', bytes: body } };
  throw new TollgateError('TG1001', 'The request has no body.', {
    hint: 'Send a Terraform plan, or both states as {"base": ..., "head": ...}.',
  });
}

async function fromParts(parts: ReadonlyMap<(typeof PARTS)[number], Uint8Array>): Promise<Inputs> {
  const part = (name: 'head' | 'base' | 'usage' | 'traffic') => {
    const bytes = parts.get(name);
    return bytes && { name: `part ${name}`, bytes };
  };
  const head = part('head');
  if (!head) {
    throw new TollgateError('TG1510', 'The multipart body has no part named head.', {
      hint: 'For example curl -F head=@plan.json, or -F base=@base.yaml -F head=@head.yaml.',
    });
  }
  const options = parts.get('options');
  return {
    head,
    base: part('base'),
    usage: part('usage'),
    traffic: part('traffic'),
    ...(options && { options: await optionsOf(options) }),
  };
}

async function optionsOf(content: Uint8Array): Promise<DiffOptions> {
  const body = await documentOf({ name: 'part options', content });
  return parseWith(diffBodyOptionsSchema, body.value, body);
}
