import { z } from 'zod';
import { METHODS } from '../capacity/forecasting/forecaster.ts';
import { findingSchema } from './report.ts';

/** Money and GB are decimal strings in plain notation. */
const decimal = z.string().regex(/^\d+(?:\.\d+)?$/);

const monthSchema = z.object({
  /** "2026-12". */
  month: z.string(),
  hours: decimal,
  /** Exact sum of the priced lines at the point forecast. */
  monthly: decimal,
  /** With every endpoint at the low or the high end of its interval. */
  low: decimal,
  high: decimal,
  baseline: decimal,
  usage: decimal,
  /** `monthly` at list price; present where discounts were applied. */
  list: decimal.optional(),
  /** The part of `list` that does not depend on bytes, as `baseline` is of `monthly`; present with `list`. */
  listBaseline: decimal.optional(),
  /** Billed GB forecast for the endpoints with a history. */
  gb: decimal,
  gbLow: decimal,
  gbHigh: decimal,
  unknownLines: z.number().int(),
});

const modelSchema = z.object({
  /** `none` = the history is too short for a forecast. */
  method: z.enum([...METHODS, 'none']),
  /** Error of the method in the back-test in units of seasonal naive's in-sample error; null where nothing could be tested. */
  mase: z.number().nullable(),
  naiveMase: z.number().nullable(),
  /** Share of back-tested days that the interval held before it was widened, and the factor of the widening. */
  coverage: z.number().nullable(),
  widenedBy: z.number(),
  /** Whole days of history. */
  historyDays: z.number().int(),
  /** Lasting shifts of level, ascending: the first UTC day on the new level, and both levels in the unit of the series (bytes a day, bits a second). */
  levelChanges: z.array(z.object({ day: z.string(), before: z.number(), after: z.number() })),
});

const zoneSchema = modelSchema.extend({
  az: z.string(),
  ceilingBps: z.number(),
  /** Growth of the daily busy rate (p99) in bits per second a day; null without a forecast. */
  growthBpsPerDay: z.number().nullable(),
  /** Days from the end of the window; 0 = reached, null = not within the horizon. Empty without a forecast. */
  thresholds: z.array(
    z.object({
      at: z.number(),
      days: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  /** Busy rate of the last whole days, at most 90. */
  historyBps: z.array(z.number()),
  /** Highest busy rate of each week ahead, with its interval; empty without a forecast. */
  weeks: z.object({ point: z.array(z.number()), low: z.array(z.number()), high: z.array(z.number()) }),
});

const endpointSchema = z.object({
  id: z.string(),
  service: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  bytes: modelSchema.extend({
    growthGbPerDay: z.number().nullable(),
    months: z.array(z.object({ month: z.string(), gb: decimal, low: decimal, high: decimal })),
  }),
  zones: z.array(zoneSchema),
});

/** The forecast document: when each zone fills up, and what each coming month costs. */
export const forecastDocumentSchema = z.object({
  schema: z.literal('tollgate/forecast@1'),
  currency: z.string(),
  window: z.object({ start: z.string(), end: z.string() }),
  horizonMonths: z.number().int(),
  /** Share of the time that intervals are meant to hold the truth. */
  intervalLevel: z.number(),
  rates: z.object({ source: z.string(), publishedAt: z.string(), version: z.string() }),
  months: z.array(monthSchema),
  /** Price tiers that a pool reaches inside the horizon. */
  tiers: z.array(
    z.object({ region: z.string(), product: z.string(), month: z.string(), fromGb: decimal, price: decimal }),
  ),
  endpoints: z.array(endpointSchema),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type ForecastDocument = z.infer<typeof forecastDocumentSchema>;
export type EndpointForecastDocument = ForecastDocument['endpoints'][number];
export type ZoneForecastDocument = EndpointForecastDocument['zones'][number];
