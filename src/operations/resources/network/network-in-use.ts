import { z } from 'zod';
import { snapshotSchema } from '../../../report/snapshot-document.ts';
import { topologySchema } from '../../../topology/topology-schema.ts';

/** The network that the page shows, and where it comes from. */
export const networkSchema = z.object({
  /** A file that `tollgate open` shows, or the newest scans joined. */
  origin: z.enum(['file', 'scans']),
  name: z.string(),
  capturedAt: z.iso.datetime().nullable(),
  network: z.union([snapshotSchema, topologySchema]),
});
export type NetworkInUse = z.infer<typeof networkSchema>;
