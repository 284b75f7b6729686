import { Decimal, sum } from '../../../core/decimal.ts';
import type { TrafficProvenance } from '../../../core/provenance.ts';
import { BITS_PER_GIGABIT, billedGb, HOURS_PER_MONTH } from '../../../core/quantity.ts';
import type { EndpointTraffic, TrafficProfile } from '../../traffic.ts';
import { namesOf, type TrafficTarget } from '../../traffic-source.ts';
import { lifetime, type Span } from './lifetime.ts';
import type { EndpointPeak, ThroughputTotals, ZoneTotal } from './totals.ts';

const MILLISECONDS_PER_HOUR = 3_600_000;

/**
 * Totals of a history as traffic of a month of 730 h: bytes / 2^30 x 730 / hours of the window, where an endpoint's window is the
 * part of the file's span in which it lived. An endpoint known to live then and without a row had no traffic: rows are written
 * only for periods that carried some.
 */
export function toTraffic(
  totals: ThroughputTotals,
  targets: readonly TrafficTarget[],
  from: string,
  source: TrafficProvenance['source'] = 'throughput-file',
): TrafficProfile {
  const profile = new Map<string, EndpointTraffic>();
  if (!totals.window) return profile;
  const rows = Map.groupBy(totals.zones, (zone) => zone.endpoint);
  for (const target of targets) {
    const key = namesOf(target).find((name) => rows.has(name)) ?? target.id;
    const zones = rows.get(key);
    const span = lifetime(target, totals.window, zones ?? []);
    if (zones || span.known)
      profile.set(target.id, trafficOf(zones ?? [], totals.peaks.get(key), span, { source, from }));
  }
  return profile;
}

/** Endpoint ids of the history that no target answers to, with their rows. */
export function strangers(totals: ThroughputTotals, targets: readonly TrafficTarget[]): ReadonlyMap<string, number> {
  const known = new Set(targets.flatMap(namesOf));
  const unknown = new Map<string, number>();
  for (const { endpoint, rows } of totals.zones) {
    if (!known.has(endpoint)) unknown.set(endpoint, (unknown.get(endpoint) ?? 0) + rows);
  }
  return unknown;
}

function trafficOf(
  zones: readonly ZoneTotal[],
  peak: EndpointPeak | undefined,
  span: Span,
  origin: Pick<TrafficProvenance, 'source' | 'from'>,
): EndpointTraffic {
  const monthly = (bytes: string): Decimal =>
    billedGb(bytes)
      .times(HOURS_PER_MONTH)
      .times(MILLISECONDS_PER_HOUR)
      .div(span.end - span.start);
  const gbps = (bytes: string): Decimal =>
    new Decimal(bytes)
      .times(8)
      .div(peak?.periodSeconds ?? 1)
      .div(BITS_PER_GIGABIT);
  const samples = zones.reduce((total, zone) => total + zone.rows, 0);
  const periods = peak ? Math.floor((span.end - span.start) / 1000 / peak.periodSeconds) : 0;
  return {
    monthlyGb: sum(zones.map((zone) => monthly(zone.bytes))),
    byZone: new Map(zones.map((zone) => [zone.az, monthly(zone.bytes)])),
    peakGbps: gbps(peak?.peakBytes ?? '0'),
    peakGbpsByZone: new Map(zones.map((zone) => [zone.az, gbps(zone.peakBytes)])),
    provenance: {
      ...origin,
      window: { start: new Date(span.start).toISOString(), end: new Date(span.end).toISOString() },
      samples,
      gaps: Math.max(0, periods * zones.length - samples),
    },
  };
}
