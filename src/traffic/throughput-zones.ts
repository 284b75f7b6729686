import { numbersOf } from './engine-values.ts';
import type { Losses, ThroughputQuery, TimeSpan, ZoneStatistics } from './throughput.ts';
import type { Ask, SpecialGroup } from './throughput-ask.ts';
import { lives, samplesIn, siblingsByKey, zoneLife } from './throughput-life.ts';
import { type ScannedZone, scannedZones } from './throughput-scan.ts';
import { windowed } from './throughput-sql.ts';

/** PrivateLink metrics have one value a minute: finer rows are summed into minutes. */
const FINEST_SAMPLE = 60;
/** The billing convention for p95. */
const BILLING_SAMPLE = 300;
/** Zones that get an outline, the highest peaks first: pictures of thousands help nobody. */
const MOST_OUTLINES = 500;

/** Statistics of every zone that has a row, and every name in the history with its rows. */
export async function zoneStatistics(
  ask: Ask,
  query: ThroughputQuery,
  slices: number,
): Promise<{ readonly zones: ZoneStatistics[]; readonly names: ReadonlyMap<string, number> }> {
  const { window, endpoints } = query;
  const { zones, names } = scannedZones(await ask.rows(ask.sql.zones, windowed(window)), endpoints);
  const alive = lives(zones, endpoints, window);
  const siblings = siblingsByKey(zones, endpoints);
  const spanOf = (zone: ScannedZone): TimeSpan =>
    zoneLife(zone, siblings.get(zone.key) ?? [], alive.get(zone.key) ?? window);
  const exact = await special(ask, query, zones, (zone) => exactGroup(zone, spanOf(zone)));
  const billing = await special(ask, query, zones, (zone) => billingGroup(zone, spanOf(zone)));
  const outlines = await outlinesOf(ask, query, zones, slices);
  const losses = zones.some((zone) => zone.tellsLosses) ? await lossesOf(ask, query) : undefined;
  const statistics = zones.map((zone) => {
    const key = keyOf(zone.key, zone.az);
    const span = spanOf(zone);
    const [p50 = 0, p95 = 0, p99 = 0] = exact.get(key)?.percentiles ?? zone.percentiles;
    return {
      endpoint: endpoints[zone.key]?.id ?? '',
      az: zone.az,
      samples: zone.samples,
      gaps: Math.max(0, samplesIn(span, sampleOf(zone)) - (exact.get(key)?.samples ?? zone.samples)),
      periodSeconds: sampleOf(zone),
      finestPeriodSeconds: zone.finest,
      bytes: zone.bytes,
      meanBps: (zone.bytes * 8) / Math.max(1, span.end - span.start),
      p50Bps: p50,
      p95Bps: billing.get(key)?.percentiles[1] ?? p95,
      p99Bps: p99,
      peakBps: zone.peakBps,
      firstRow: zone.firstRow,
      lastEnd: zone.lastEnd,
      outlineBps: outlines.get(key) ?? [],
      ...(losses && { losses: losses.get(key) }),
    };
  });
  return { zones: statistics, names };
}

const keyOf = (key: number, az: string): string => `${key}\u0000${az}`;

/** Length of the samples of a zone: the coarsest row, so that nothing is invented between its ends. */
const sampleOf = (zone: ScannedZone): number => Math.max(FINEST_SAMPLE, zone.coarsest);

/** A group to ask for, and whether its rows must be summed into samples first. */
type Group = SpecialGroup & { readonly summed: boolean };

/** Needed where the rows alone do not tell the percentiles: periods are missing, differ in length, or come under two names. */
function exactGroup(zone: ScannedZone, span: TimeSpan): Group | undefined {
  const bucket = sampleOf(zone);
  const expected = samplesIn(span, bucket);
  const summed = zone.finest < bucket || zone.percentiles.length === 0;
  if (!summed && zone.samples >= expected) return undefined;
  return { key: zone.key, az: zone.az, slot: 0, bucket, expected, summed };
}

function billingGroup(zone: ScannedZone, span: TimeSpan): Group | undefined {
  if (sampleOf(zone) >= BILLING_SAMPLE) return undefined;
  const expected = samplesIn(span, BILLING_SAMPLE);
  return { key: zone.key, az: zone.az, slot: 0, bucket: BILLING_SAMPLE, expected, summed: true };
}

interface Percentiles {
  readonly samples: number;
  readonly percentiles: readonly number[];
}

async function special(
  ask: Ask,
  { window }: ThroughputQuery,
  zones: readonly ScannedZone[],
  groupOf: (zone: ScannedZone) => Group | undefined,
): Promise<ReadonlyMap<string, Percentiles>> {
  const found = new Map<string, Percentiles>();
  const groups = zones.flatMap((zone) => groupOf(zone) ?? []);
  for (const summed of [false, true]) {
    const asked = groups.filter((group) => group.summed === summed);
    if (asked.length === 0) continue;
    await ask.special(asked);
    const rows = await ask.rows(ask.sql.specialPercentiles('window', summed), windowed(window));
    for (const [key, az, , samples, , percentiles] of rows) {
      found.set(keyOf(Number(key), String(az)), { samples: Number(samples), percentiles: numbersOf(percentiles) });
    }
  }
  return found;
}

async function outlinesOf(
  ask: Ask,
  { window }: ThroughputQuery,
  zones: readonly ScannedZone[],
  slices: number,
): Promise<ReadonlyMap<string, number[]>> {
  const fullest = zones.toSorted((a, b) => b.peakBps - a.peakBps).slice(0, MOST_OUTLINES);
  await ask.outlined(fullest.flatMap(({ names, az, key }) => names.map((name) => ({ name, az, key }))));
  if (slices === 0) return new Map();
  const slice = Math.max(1, Math.ceil((window.end - window.start) / slices));
  const outlines = new Map<string, number[]>();
  for (const [key, az, peaks, indexes] of await ask.rows(ask.sql.outlines, { ...windowed(window), slice })) {
    const outline = new Array<number>(Math.ceil((window.end - window.start) / slice)).fill(0);
    const values = numbersOf(peaks);
    numbersOf(indexes).forEach((index, position) => {
      outline[index] = values[position] ?? 0;
    });
    outlines.set(keyOf(Number(key), String(az)), outline);
  }
  return outlines;
}

async function lossesOf(ask: Ask, { window }: ThroughputQuery): Promise<ReadonlyMap<string, Losses>> {
  const losses = new Map<string, Losses>();
  for (const [key, az, ...values] of await ask.rows(ask.sql.losses, windowed(window))) {
    const [dropped = 0, droppedNear = 0, resets = 0, resetsNear = 0, bytesNear = 0, periodsNear = 0] =
      values.map(Number);
    losses.set(keyOf(Number(key), String(az)), {
      dropped,
      droppedNear,
      resets,
      resetsNear,
      bytesNear,
      periodsNear,
    });
  }
  return losses;
}
