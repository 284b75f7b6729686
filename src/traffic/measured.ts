import { z } from 'zod';
import { Decimal } from '../core/decimal.ts';
import { decimalText } from '../core/decimal-text.ts';
import { quantityText } from '../core/money.ts';
import type { DailySeries, ThroughputHistory, TimeSpan, ZoneStatistics } from './throughput.ts';
import type { TrafficProfile } from './traffic.ts';

const lossesSchema = z.strictObject({
  dropped: z.number(),
  droppedNear: z.number(),
  resets: z.number(),
  resetsNear: z.number(),
  bytesNear: z.number(),
  periodsNear: z.number(),
});
const statisticsSchema = z.strictObject({
  endpoint: z.string(),
  az: z.string(),
  samples: z.number(),
  gaps: z.number(),
  periodSeconds: z.number(),
  finestPeriodSeconds: z.number(),
  bytes: z.number(),
  meanBps: z.number(),
  p50Bps: z.number(),
  p95Bps: z.number(),
  p99Bps: z.number(),
  peakBps: z.number(),
  firstRow: z.number(),
  lastEnd: z.number().optional(),
  outlineBps: z.array(z.number()),
  losses: lossesSchema.optional(),
});
const dailySchema = z.strictObject({
  endpoint: z.string(),
  az: z.string(),
  firstDay: z.number().int(),
  bytes: z.array(z.number()),
  busyBps: z.array(z.number()),
});
const endpointSchema = z.strictObject({
  id: z.string(),
  /** Billed GB of a month of 730 h. */
  monthlyGb: decimalText,
  peakGbps: decimalText.optional(),
  samples: z.number().int(),
  gaps: z.number().int(),
  zones: z.array(z.strictObject({ az: z.string(), monthlyGb: decimalText, peakGbps: decimalText.optional() })),
});

/** The traffic of a snapshot: what was measured, already summarised, so that every command works from it offline. */
export const measuredSchema = z.strictObject({
  source: z.literal('cloudwatch'),
  window: z.strictObject({ start: z.iso.datetime(), end: z.iso.datetime() }),
  endpoints: z.array(endpointSchema),
  statistics: z.array(statisticsSchema),
  daily: z.array(dailySchema),
  connections: z.array(
    z.strictObject({ endpoint: z.string(), az: z.string(), activePeak: z.number(), newPerSecond: z.number() }),
  ),
});
export type Measured = z.infer<typeof measuredSchema>;

/** What a history says of a window. */
export interface MeasuredSummary {
  readonly profile: TrafficProfile;
  readonly statistics: readonly ZoneStatistics[];
  readonly daily: readonly DailySeries[];
  readonly connections: Measured['connections'];
}

/** What a scan measured, as a snapshot keeps it. */
export function toMeasured(window: TimeSpan, summary: MeasuredSummary): Measured {
  const { profile, statistics, daily, connections } = summary;
  const text = (seconds: number): string => new Date(seconds * 1000).toISOString();
  return {
    source: 'cloudwatch',
    window: { start: text(window.start), end: text(window.end) },
    endpoints: [...profile].map(([id, traffic]) => ({
      id,
      monthlyGb: quantityText(traffic.monthlyGb),
      ...(traffic.peakGbps && { peakGbps: quantityText(traffic.peakGbps) }),
      samples: traffic.provenance.samples ?? 0,
      gaps: traffic.provenance.gaps ?? 0,
      zones: [...(traffic.byZone ?? [])].map(([az, gb]) => {
        const peak = traffic.peakGbpsByZone?.get(az);
        return { az, monthlyGb: quantityText(gb), ...(peak && { peakGbps: quantityText(peak) }) };
      }),
    })),
    statistics: statistics
      .map((each) => ({ ...each, outlineBps: [...each.outlineBps] }))
      .sort(byZone) as Measured['statistics'],
    daily: daily.map((each) => ({ ...each, bytes: [...each.bytes], busyBps: [...each.busyBps] })).sort(byZone),
    connections: connections.map((each) => ({ ...each })),
  };
}

/** One order, whatever order the database answered in: the same measurements give the same bytes. */
const byZone = (a: ZoneKey, b: ZoneKey): number => compare(a.endpoint, b.endpoint) || compare(a.az, b.az);

type ZoneKey = Pick<ZoneStatistics, 'endpoint' | 'az'>;
const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** The traffic profile of a snapshot. */
export const profileOfMeasured = (measured: Measured): TrafficProfile =>
  new Map(
    measured.endpoints.map((each) => [
      each.id,
      {
        monthlyGb: new Decimal(each.monthlyGb),
        byZone: new Map(each.zones.map((zone) => [zone.az, new Decimal(zone.monthlyGb)])),
        ...(each.peakGbps !== undefined && { peakGbps: new Decimal(each.peakGbps) }),
        peakGbpsByZone: new Map(
          each.zones.flatMap((zone) => (zone.peakGbps === undefined ? [] : [[zone.az, new Decimal(zone.peakGbps)]])),
        ),
        provenance: { source: measured.source, window: measured.window, samples: each.samples, gaps: each.gaps },
      },
    ]),
  );

/** The history of a snapshot: it answers for its own window, whatever part of it is asked for. */
export function historyOfMeasured(measured: Measured): ThroughputHistory {
  const seconds = (text: string): number => Date.parse(text) / 1000;
  const among = <Item extends { readonly endpoint: string }>(
    items: readonly Item[],
    ids: readonly { readonly id: string; readonly names: readonly string[] }[],
  ): Item[] => {
    const asked = new Map(ids.flatMap(({ id, names }) => [id, ...names].map((name) => [name, id] as const)));
    return items.flatMap((item) => {
      const id = asked.get(item.endpoint);
      return id === undefined ? [] : [{ ...item, endpoint: id }];
    });
  };
  return {
    span: async () => ({ start: seconds(measured.window.start), end: seconds(measured.window.end) }),
    names: async () => new Map(measured.endpoints.map(({ id, samples }) => [id, samples])),
    statistics: async ({ endpoints }) => among(measured.statistics, endpoints),
    daily: async ({ endpoints }) => among(measured.daily, endpoints),
    close: async () => undefined,
  };
}
