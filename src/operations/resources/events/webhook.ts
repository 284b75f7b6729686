import { z } from 'zod';
import { EVENT_TYPES } from '../../../report/event-document.ts';

export const WEBHOOK_FORMATS = ['json', 'slack'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** What a webhook is made of. */
export const webhookInputSchema = z.strictObject({
  name: z.string().min(1).max(256).describe('What people call it.'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .describe('Where events are posted to. Never shown again: it may be a secret.'),
  events: z
    .array(z.enum(EVENT_TYPES))
    .max(EVENT_TYPES.length)
    .default([])
    .describe('Types of the events it receives; none = all.'),
  format: z
    .enum(WEBHOOK_FORMATS)
    .default('json')
    .describe('json = the event (tollgate/event@1); slack = a message that Slack and its kin show.'),
});
export type WebhookInput = z.output<typeof webhookInputSchema>;

/** What of it is to change; what is absent stays. */
export const webhookPatchSchema = z
  .strictObject({
    name: webhookInputSchema.shape.name,
    url: webhookInputSchema.shape.url,
    events: webhookInputSchema.shape.events.unwrap(),
    format: webhookInputSchema.shape.format.unwrap(),
  })
  .partial();
export type WebhookPatch = z.output<typeof webhookPatchSchema>;

/** A webhook as it is shown: neither its secret nor the path of its address. */
export const webhookRecordSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  origin: z.string().describe('Scheme, host and port of its address.'),
  events: z.array(z.enum(EVENT_TYPES)),
  format: z.enum(WEBHOOK_FORMATS),
  version: z.number().int().describe('Counts its changes; the ETag of the answer names it.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type WebhookRecord = z.infer<typeof webhookRecordSchema>;

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One event on its way to one webhook. */
export const deliveryRecordSchema = z.object({
  id: z.uuid(),
  webhookId: z.uuid(),
  eventId: z.string().describe('The `webhook-id` of every attempt.'),
  type: z.enum(EVENT_TYPES),
  status: z.enum(DELIVERY_STATUSES).describe('dead = given up; it can be sent again on request.'),
  attempts: z.number().int(),
  httpStatus: z.number().int().nullable().describe('Of the last answer; null = there was none.'),
  error: z.string().nullable().describe('Why the last attempt failed.'),
  createdAt: z.iso.datetime(),
  attemptedAt: z.iso.datetime().nullable(),
});
export type DeliveryRecord = z.infer<typeof deliveryRecordSchema>;
