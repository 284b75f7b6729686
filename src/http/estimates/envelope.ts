import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import { estimateOptionsSchema } from './estimate-options.ts';

/** A document with what belongs to it, in one JSON or YAML body. */
const envelopeSchema = z
  .strictObject({
    kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
    document: z.looseObject({}).describe('A topology file, a Terraform plan, a template or a snapshot.'),
    usage: z.looseObject({}).optional().describe('An Infracost usage file 0.1.'),
    options: estimateOptionsSchema.optional(),
  })
  .meta({ id: 'EstimateEnvelope', description: 'A document together with its usage and options.' });

export type Envelope = z.infer<typeof envelopeSchema>;

/** The envelope, or undefined where the body is the document itself: no document Tollgate reads has the key `document`. */
export function envelopeOf(body: InputDocument): Envelope | undefined {
  const { value } = body;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'document')) return undefined;
  return parseWith(envelopeSchema, value, body);
}

/** Checks a parsed body against a schema. Throws TG1005 with path and line. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, body: InputDocument): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  const line = body.lineOf(issue?.path ?? []);
  throw new TollgateError('TG1005', `${path === '' ? body.name : path}: ${issue?.message ?? 'is not valid'}.`, {
    location: { file: body.name, ...(path !== '' && { path }), ...(line !== undefined && { line }) },
  });
}
