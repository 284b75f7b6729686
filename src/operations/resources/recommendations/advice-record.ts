import { z } from 'zod';
import { recommendationSchema } from '../../../report/plan-document.ts';

export const ADVICE_STATUSES = ['open', 'accepted', 'dismissed', 'done'] as const;
export type AdviceStatus = (typeof ADVICE_STATUSES)[number];

const decimal = z.string();

/** What a step that was agreed to saves by a later scan, beside what it promised. */
export const realisedSavingSchema = z.object({
  monthly: decimal,
  promised: decimal,
  seen: decimal.describe('The part that the scan shows: hours of endpoints, priced again.'),
  done: z.number().min(0).max(1).describe('Share of the step that the scan shows done.'),
  scan: z.object({ id: z.uuid(), capturedAt: z.iso.datetime() }),
});
export type RealisedSaving = z.infer<typeof realisedSavingSchema>;

/** A recommendation as it is kept from scan to scan. */
export const adviceRecordSchema = z.object({
  id: z.string(),
  account: z.string(),
  region: z.string(),
  status: z.enum(ADVICE_STATUSES),
  reason: z.string().nullable().describe('Why it stands so, in the words of whoever decided.'),
  expiresAt: z.iso.datetime().nullable().describe('When a dismissal ends and it is open again; null = never.'),
  decidedAt: z.iso.datetime().nullable(),
  proposed: z.boolean().describe('Whether the newest scan still proposes it.'),
  firstScan: z.object({ id: z.uuid(), capturedAt: z.iso.datetime() }),
  lastScan: z.object({ id: z.uuid(), capturedAt: z.iso.datetime() }).describe('The newest scan that proposed it.'),
  currency: z.string(),
  /** As last proposed; from the moment it is accepted, as it was then: that is the promise. */
  recommendation: recommendationSchema,
  realised: realisedSavingSchema.nullable(),
  version: z.number().int().describe('Counts the decisions on it; the ETag of the answer names it.'),
});
export type AdviceRecord = z.infer<typeof adviceRecordSchema>;

/** Statuses in which somebody agreed to a step, so that its saving is compared with its promise. */
export const AGREED: readonly AdviceStatus[] = ['accepted', 'done'];
