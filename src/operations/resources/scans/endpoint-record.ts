import { z } from 'zod';
import { estimateDocumentSchema } from '../../../report/report.ts';
import { headroomRecordSchema } from './headroom-record.ts';
import { monthRecordSchema } from './month-record.ts';

/** Traffic and health of an endpoint in one zone over the window of the last scan. */
const zoneSchema = z.object({
  az: z.string(),
  bytes: z.number(),
  meanBps: z.number(),
  p99Bps: z.number(),
  peakBps: z.number(),
  activeConnectionsPeak: z.number().nullable(),
  newConnectionsPerSecond: z.number().nullable(),
  packetsDropped: z.number().nullable(),
  resets: z.number().nullable(),
});

/** An endpoint as the last scan of its account and Region saw it: cost, traffic, health. */
export const endpointRecordSchema = z.object({
  id: z.string(),
  account: z.string(),
  region: z.string(),
  scanId: z.uuid(),
  capturedAt: z.iso.datetime(),
  state: z.string().optional(),
  cost: estimateDocumentSchema.shape.endpoints.element,
  currency: z.string(),
  traffic: z
    .object({
      window: z.object({ start: z.string(), end: z.string() }),
      monthlyGb: z.string(),
      zones: z.array(zoneSchema),
    })
    .nullable(),
  /** Absent bandwidth limits (gateway endpoints) and records of older versions have none. */
  headroom: headroomRecordSchema.nullable().default(null),
  /** The calendar month of the scan; records of older versions have none. */
  month: monthRecordSchema.nullable().default(null),
  health: z.array(z.object({ code: z.string(), severity: z.enum(['info', 'warning', 'error']), message: z.string() })),
});
export type EndpointRecord = z.infer<typeof endpointRecordSchema>;
