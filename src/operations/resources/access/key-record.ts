import { z } from 'zod';
import { instant } from '../instant.ts';
import { ACCESS_SCOPES } from './principal.ts';

/** Most seconds for which a rotated key stays valid beside the new one: thirty days. */
export const MOST_GRACE_SECONDS = 30 * 24 * 3600;

/** What whoever makes a key decides about it. */
export const keySettingsSchema = z.strictObject({
  name: z.string().min(1).max(128).describe('What or whom it is for.'),
  scope: z.enum(ACCESS_SCOPES).describe('write includes read, admin includes write.'),
  accounts: z
    .array(z.string().regex(/^(?:\d{12}|self)$/))
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('AWS accounts it may see: twelve digits, or self for scans of the own credentials; null = all.'),
  rateLimitPerMinute: z.number().int().min(1).max(1_000_000).nullable().default(null).describe('null = no limit.'),
  expiresAt: instant().nullable().default(null).describe('When it stops working; null = never.'),
});
export type KeySettings = z.infer<typeof keySettingsSchema>;

/** An API key as it is listed: never its secret. */
export const keyRecordSchema = z.object({
  id: z.uuid(),
  ...keySettingsSchema.shape,
  createdAt: z.iso.datetime(),
  rotatedAt: z.iso.datetime().nullable(),
  /** Until when the key before the last rotation works too; null = it does not. */
  previousValidUntil: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** What can be changed about a key. */
export const keyChangesSchema = z.strictObject({
  name: keySettingsSchema.shape.name.optional(),
  accounts: keySettingsSchema.shape.accounts.unwrap().optional(),
  rateLimitPerMinute: keySettingsSchema.shape.rateLimitPerMinute.unwrap().optional(),
  expiresAt: keySettingsSchema.shape.expiresAt.unwrap().optional(),
});
export type KeyChanges = z.infer<typeof keyChangesSchema>;
