import { z } from 'zod';
import { BASES, STATISTICS } from '../capacity/endpoint-load.ts';
import { LEVELS } from '../capacity/level.ts';
import { ENDPOINT_TYPES } from '../topology/endpoint-type.ts';
import { findingSchema } from './report.ts';

const level = z.enum([...LEVELS, 'unknown']);
/** Bits per second, both directions together; null = not known. */
const rate = z.number().nullable();
/** A share of the capacity, which may exceed 1; null = not known. */
const share = z.number().nullable();

const zoneSchema = z.object({
  az: z.string(),
  p50Bps: rate,
  /** Over five-minute samples, or longer ones where the history has no shorter. */
  p95Bps: rate,
  p99Bps: rate,
  peakBps: rate,
  meanBps: rate,
  baselineBps: z.number(),
  ceilingBps: z.number(),
  /** The load that utilisation and level speak of. */
  loadBps: rate,
  utilisation: share,
  headroomBps: rate,
  headroomShare: share,
  /** Utilisation if the zone fails whose failure hurts this one most; null where no other zone exists. */
  n1Utilisation: share,
  n1Failed: z.string().nullable(),
  level,
  samples: z.number().int(),
  /** Periods without a row, which count as zero traffic. */
  gaps: z.number().int(),
  periodSeconds: z.number().nullable(),
  finestPeriodSeconds: z.number().nullable(),
  /** Signs of saturation that outrank arithmetic. */
  evidence: z
    .object({
      level: z.enum(['warning', 'critical']),
      droppedPackets: z.number(),
      resets: z.number(),
      reason: z.string(),
    })
    .nullable(),
  /** Highest rate in each of equal slices of the window. */
  outlineBps: z.array(z.number()),
});

const endpointSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  type: z.enum(ENDPOINT_TYPES),
  service: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  account: z.string().optional(),
  /** Where the load comes from: rows of a history, a stated peak, or nowhere. */
  source: z.enum(['measured', 'stated', 'unknown']),
  level,
  /** Level with the worst single zone gone; critical where no other zone exists. */
  n1Level: level,
  /** Fullest zone at the highest rate seen or stated, which no percentile hides; null where nothing is known. */
  peak: z.object({ utilisation: z.number(), n1Utilisation: share, level, n1Level: level }).nullable(),
  /** Zones of the history in which the endpoint has no network interface; they count in nothing here. `until` null = not known. */
  foreignZones: z.array(z.object({ az: z.string(), until: z.string().nullable(), peakBps: z.number() })),
  /** All zones together, their loads added as though they peaked together. */
  whole: z.object({ loadBps: z.number(), capacityBps: z.number(), utilisation: z.number() }).nullable(),
  /** Mean of the busiest zone over the mean of all zones: 1 = even. */
  imbalance: z.number().nullable(),
  zones: z.array(zoneSchema),
});

/** The headroom document: how full each zone of each endpoint is, today and with one zone gone. */
export const headroomDocumentSchema = z.object({
  schema: z.literal('tollgate/headroom@1'),
  /** Null where nothing was measured. */
  window: z.object({ start: z.string(), end: z.string() }).nullable(),
  statistic: z.enum(STATISTICS),
  base: z.enum(BASES),
  thresholds: z.object({ watch: z.number(), warning: z.number(), critical: z.number() }),
  limits: z.object({
    asOf: z.string(),
    source: z.string(),
    direction: z.string(),
    undocumented: z.array(z.string()),
  }),
  /** Endpoints by level, today and with one zone gone. */
  totals: z.object({ levels: z.record(level, z.number().int()), n1Levels: z.record(level, z.number().int()) }),
  endpoints: z.array(endpointSchema),
  findings: z.array(findingSchema),
  findingsOmitted: z.record(z.string(), z.number()).optional(),
});

export type HeadroomDocument = z.infer<typeof headroomDocumentSchema>;
export type EndpointHeadroomDocument = HeadroomDocument['endpoints'][number];
export type ZoneHeadroomDocument = EndpointHeadroomDocument['zones'][number];
