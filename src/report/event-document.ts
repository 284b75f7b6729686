import { z } from 'zod';

/** What Tollgate tells others of, by type, and the facts each carries. Money is decimal text, measurements are numbers. */
export const EVENT_DATA = {
  /** A threshold of a budget is crossed that was not before. */
  'budget.crossed': z.object({
    budget: z.string(),
    on: z.string(),
    share: z.string(),
    limit: z.string(),
    spent: z.string(),
    /** Cost lines that `spent` leaves out; absent = none. */
    unknownLines: z.number().int().optional(),
    currency: z.string(),
  }),
  /** An endpoint went to another level of headroom. */
  'headroom.level-changed': z.object({
    endpoint: z.string(),
    account: z.string(),
    region: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    zoneFailure: z.object({ from: z.string().nullable(), to: z.string() }).optional(),
  }),
  /** A recommendation that no scan before has made. */
  'recommendation.new': z.object({
    recommendation: z.string(),
    account: z.string(),
    region: z.string(),
    move: z.string(),
    title: z.string(),
    monthlySaving: z.string(),
    currency: z.string(),
  }),
  /** A refresh brought another rate for something in use. */
  'price.changed': z.object({
    region: z.string(),
    changes: z.array(
      z.object({
        product: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        effectiveFrom: z.string(),
      }),
    ),
    monthlyBefore: z.string().nullable(),
    monthlyAfter: z.string().nullable(),
    /** Cost lines that both months leave out; absent = none. */
    unknownLines: z.number().int().optional(),
    currency: z.string(),
  }),
  /** Nothing happened: somebody tries a webhook. */
  'webhook.test': z.object({ webhook: z.string() }),
} as const;
export type EventType = keyof typeof EVENT_DATA;
export const EVENT_TYPES = Object.keys(EVENT_DATA) as [EventType, ...EventType[]];

/** What a webhook of the format `json` is sent. */
export const eventDocumentSchema = z.object({
  schema: z.literal('tollgate/event@1'),
  /** The same happening has the same id, however often it is noticed or sent: the `webhook-id` of every attempt. */
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  occurredAt: z.iso.datetime(),
  /** The facts, by type. */
  data: z.union(Object.values(EVENT_DATA)),
});

/** One thing that happened: `tollgate/event@1`. The same happening has the same id, however often it is noticed. */
export interface TollgateEvent<Type extends EventType = EventType> {
  readonly schema: 'tollgate/event@1';
  readonly id: string;
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: z.infer<(typeof EVENT_DATA)[Type]>;
}
