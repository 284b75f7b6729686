import { z } from 'zod';
import type { InputDocument } from '../../core/input-document.ts';
import { parseWith } from '../estimates/envelope.ts';
import { diffBodyOptionsSchema } from './diff-options.ts';

/** Both states in one JSON or YAML body. */
const diffEnvelopeSchema = z
  .strictObject({
    head: z.looseObject({}).describe('The state after the change: plan, template, topology, snapshot or estimate.'),
    base: z.looseObject({}).optional().describe('The state before; absent where head is a Terraform plan.'),
    usage: z.looseObject({}).optional().describe('An Infracost usage file 0.1.'),
    options: diffBodyOptionsSchema.optional(),
  })
  .meta({ id: 'DiffEnvelope', description: 'Two states of a network with usage and options.' });

type DiffEnvelope = z.infer<typeof diffEnvelopeSchema>;

/** The envelope, or undefined where the body is one document: no document Tollgate reads has the key `head` and no schema. */
export function diffEnvelopeOf(body: InputDocument): DiffEnvelope | undefined {
  const { value } = body;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'head')) return undefined;
  return parseWith(diffEnvelopeSchema, value, body);
}
