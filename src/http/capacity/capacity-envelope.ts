import { z } from 'zod';
import type { InputDocument } from '../../core/input-document.ts';
import { parseWith } from '../estimates/envelope.ts';
import { planOptionsSchema } from '../recommendations/plan-options.ts';
import { forecastOptionsSchema, headroomOptionsSchema } from './capacity-options.ts';

const cell = z.union([z.string().max(1024), z.number(), z.null()]);

const common = {
  kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
  document: z.looseObject({}).describe('A topology file, a plan, a template or a snapshot.'),
  traffic: z
    .array(z.record(z.string().max(64), cell))
    .optional()
    .describe(
      'Rows of throughput: endpoint_id, az, start, period_seconds, bytes, and where known packets_dropped and rst_packets. A row ' +
        'that cannot be read is counted and left out; a missing period of a live endpoint is zero traffic.',
    ),
  usage: z.looseObject({}).optional().describe('An Infracost usage file 0.1.'),
};

/** A network with its throughput in one JSON or YAML body. */
export const headroomEnvelopeSchema = z
  .strictObject({ ...common, options: headroomOptionsSchema.optional() })
  .meta({ id: 'HeadroomEnvelope', description: 'A network with rows of throughput and options.' });

export const forecastEnvelopeSchema = z
  .strictObject({ ...common, options: forecastOptionsSchema.optional() })
  .meta({ id: 'ForecastEnvelope', description: 'A network with rows of throughput and options.' });

export const planEnvelopeSchema = z
  .strictObject({ ...common, options: planOptionsSchema.optional() })
  .meta({ id: 'PlanEnvelope', description: 'A network with rows of throughput and options.' });

/** The envelope, or undefined where the body is the document itself: no document Tollgate reads has the key `document`. */
export function capacityEnvelopeOf<Envelope>(body: InputDocument, schema: z.ZodType<Envelope>): Envelope | undefined {
  const { value } = body;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'document')) return undefined;
  return parseWith(schema, value, body);
}
