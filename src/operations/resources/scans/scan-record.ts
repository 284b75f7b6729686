import { z } from 'zod';

export const SCAN_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** A scan of one account and Region as the service keeps it. */
export const scanRecordSchema = z.object({
  id: z.uuid(),
  /** Account id, or "self": that of the service's own credentials. */
  account: z.string(),
  region: z.string(),
  state: z.enum(SCAN_STATES),
  parameters: z.object({ days: z.number().int(), maxQueryCostUsd: z.string(), role: z.string().optional() }),
  progress: z.object({
    phase: z.enum(['waiting', 'inventory', 'metrics', 'summary']),
    done: z.number(),
    all: z.number(),
  }),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ScanRecord = z.infer<typeof scanRecordSchema>;

export const isOver = (state: ScanState): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled';
