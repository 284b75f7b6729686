import { z } from 'zod';
import { topologySchema } from '../topology/topology-schema.ts';
import { measuredSchema } from '../traffic/measured.ts';
import { findingSchema } from './report.ts';

/** What a scan writes: `tollgate/snapshot@1`, from which every command works offline. The same answers of AWS give the same bytes. */
export const snapshotSchema = z.strictObject({
  schema: z.literal('tollgate/snapshot@1'),
  capturedAt: z.iso.datetime(),
  topology: topologySchema,
  /** Absent where no metric was asked for. */
  traffic: measuredSchema.optional(),
  provenance: z.strictObject({
    scopes: z.array(
      z.strictObject({
        account: z.string(),
        region: z.string(),
        endpoints: z.number().int(),
        metricCalls: z.number().int(),
        metricPoints: z.number().int(),
      }),
    ),
    /** List price of the metric queries in USD. */
    queryCostUsd: z.string(),
  }),
  findings: z.array(findingSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
