import type { FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { Operation } from '../../operations/operation.ts';
import type { BodyBudget } from '../body/body-budget.ts';
import { withKeptParts } from '../body/kept-parts.ts';
import { readParts } from '../body/multipart.ts';
import type { ComputeTask } from './compute-task.ts';

type Documents = Pick<ComputeTask, 'body' | 'parts'>;

/** Hands over what a request holds, still unparsed. Throws TG1001 without a body, TG1503 and TG1510 for one of another form. */
export async function withDocuments<T>(
  request: FastifyRequest,
  operation: Operation,
  budget: BodyBudget,
  use: (documents: Documents) => Promise<T>,
): Promise<T> {
  const inputs = Object.values(operation.inputs).filter(({ not }) => not?.rest === undefined);
  const single = new Set(['options', ...inputs.filter(({ many }) => many !== true).map(({ part }) => part)]);
  const names = [...inputs.map(({ part }) => part), 'options'];
  if (request.isMultipart()) {
    if (inputs.some(({ onDisk }) => onDisk === true)) {
      return withKeptParts(request, names, single, (parts) => use({ parts }));
    }
    return use({ parts: await readParts(request, names, single, budget) });
  }
  const example = `For example curl ${inputs
    .filter(({ required, onDisk }) => required === true || onDisk === true)
    .map(({ part }) => `-F ${part}=@FILE`)
    .join(' ')}.`;
  if (inputs.some(({ required, key }) => required === true && key === undefined)) {
    throw new TollgateError('TG1503', 'This request is sent as multipart/form-data.', { hint: example });
  }
  const { body } = request;
  if (body instanceof Uint8Array && body.byteLength > 0) {
    return use({ body: { name: 'request body', bytes: body }, parts: {} });
  }
  throw new TollgateError('TG1001', 'The request has no body.', {
    hint: `Send a document as application/json, or files as multipart/form-data. ${example}`,
  });
}
