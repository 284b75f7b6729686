import { numbersOf } from './duckdb-values.ts';
import type { Losses, ThroughputQuery, ZoneStatistics } from './throughput.ts';
import type { Ask, SpecialGroup } from './throughput-ask.ts';
import { lives, samplesIn, type ZoneRows } from './throughput-life.ts';
import { HAS_LOSSES, LOSSES, OUTLINES, specialPercentiles, ZONES } from './throughput-sql.ts';

/** PrivateLink metrics have one value a minute: finer rows are summed into minutes. */
const FINEST_SAMPLE = 60;
/** The billing convention for p95. */
const BILLING_SAMPLE = 300;

interface Zone extends ZoneRows {
  readonly samples: number;
  readonly finest: number;
  readonly coarsest: number;
  readonly bytes: number;
  readonly peakBps: number;
  /** p50, p95, p99 of the rows alone. */
  readonly percentiles: readonly number[];
}

/** Statistics of every zone that has a row. */
export async function zoneStatistics(ask: Ask, query: ThroughputQuery, slices: number): Promise<ZoneStatistics[]> {
  const { window, endpoints } = query;
  const zones = (await ask.rows(ZONES, { ...window })).map(zoneOf);
  const alive = lives(zones, endpoints, window);
  const plans = zones.map((zone) => plan(zone, samplesIn(alive.get(zone.key) ?? window, sampleOf(zone))));
  const exact = await special(ask, query, plans, (each) => each.exact);
  const billing = await special(ask, query, plans, (each) => each.billing(alive.get(each.zone.key) ?? window));
  const outlines = await outlinesOf(ask, query, slices);
  const losses = await lossesOf(ask, query);
  return plans.map(({ zone, expected }) => {
    const key = keyOf(zone.key, zone.az);
    const [p50 = 0, p95 = 0, p99 = 0] = exact.get(key)?.percentiles ?? zone.percentiles;
    const span = alive.get(zone.key) ?? window;
    return {
      endpoint: endpoints[zone.key]?.id ?? '',
      az: zone.az,
      samples: zone.samples,
      gaps: Math.max(0, expected - (exact.get(key)?.samples ?? zone.samples)),
      periodSeconds: sampleOf(zone),
      finestPeriodSeconds: zone.finest,
      bytes: zone.bytes,
      meanBps: (zone.bytes * 8) / Math.max(1, span.end - span.start),
      p50Bps: p50,
      p95Bps: billing.get(key)?.percentiles[1] ?? p95,
      p99Bps: p99,
      peakBps: zone.peakBps,
      firstRow: zone.firstRow,
      outlineBps: outlines.get(key) ?? [],
      ...(losses && { losses: losses.get(key) }),
    };
  });
}

function zoneOf(row: readonly unknown[]): Zone {
  const [key, az, samples, finest, coarsest, bytes, peakBps, firstRow, lastEnd, percentiles] = row;
  return {
    key: Number(key),
    az: String(az),
    samples: Number(samples),
    finest: Number(finest),
    coarsest: Number(coarsest),
    bytes: Number(bytes),
    peakBps: Number(peakBps),
    firstRow: Number(firstRow),
    lastEnd: Number(lastEnd),
    percentiles: numbersOf(percentiles),
  };
}

const keyOf = (key: number, az: string): string => `${key}\u0000${az}`;

/** Length of the samples of a zone: the coarsest row, so that nothing is invented between its ends. */
const sampleOf = (zone: Zone): number => Math.max(FINEST_SAMPLE, zone.coarsest);

interface Plan {
  readonly zone: Zone;
  readonly expected: number;
  /** The group to ask for where the rows alone do not tell the percentiles: periods are missing or differ in length. */
  readonly exact: (SpecialGroup & { readonly summed: boolean }) | undefined;
  readonly billing: (span: { start: number; end: number }) => (SpecialGroup & { readonly summed: boolean }) | undefined;
}

function plan(zone: Zone, expected: number): Plan {
  const { key, az } = zone;
  const bucket = sampleOf(zone);
  const summed = zone.finest < bucket;
  const whole = !summed && zone.samples >= expected;
  return {
    zone,
    expected,
    exact: whole ? undefined : { key, az, slot: 0, bucket, expected, summed },
    billing: (span) =>
      bucket >= BILLING_SAMPLE
        ? undefined
        : { key, az, slot: 0, bucket: BILLING_SAMPLE, expected: samplesIn(span, BILLING_SAMPLE), summed: true },
  };
}

interface Percentiles {
  readonly samples: number;
  readonly percentiles: readonly number[];
}

async function special(
  ask: Ask,
  { window }: ThroughputQuery,
  plans: readonly Plan[],
  groupOf: (plan: Plan) => (SpecialGroup & { readonly summed: boolean }) | undefined,
): Promise<ReadonlyMap<string, Percentiles>> {
  const found = new Map<string, Percentiles>();
  const groups = plans.flatMap((each) => groupOf(each) ?? []);
  for (const summed of [false, true]) {
    const asked = groups.filter((group) => group.summed === summed);
    if (asked.length === 0) continue;
    await ask.special(asked);
    for (const [key, az, , samples, , percentiles] of await ask.rows(specialPercentiles('window', summed), {
      ...window,
    })) {
      found.set(keyOf(Number(key), String(az)), { samples: Number(samples), percentiles: numbersOf(percentiles) });
    }
  }
  return found;
}

async function outlinesOf(
  ask: Ask,
  { window }: ThroughputQuery,
  slices: number,
): Promise<ReadonlyMap<string, number[]>> {
  const slice = Math.max(1, Math.ceil((window.end - window.start) / slices));
  const outlines = new Map<string, number[]>();
  for (const [key, az, peaks, indexes] of await ask.rows(OUTLINES, { ...window, slice })) {
    const outline = new Array<number>(Math.ceil((window.end - window.start) / slice)).fill(0);
    const values = numbersOf(peaks);
    numbersOf(indexes).forEach((index, position) => {
      outline[index] = values[position] ?? 0;
    });
    outlines.set(keyOf(Number(key), String(az)), outline);
  }
  return outlines;
}

async function lossesOf(ask: Ask, { window }: ThroughputQuery): Promise<ReadonlyMap<string, Losses> | undefined> {
  const [told] = await ask.rows(HAS_LOSSES);
  if (Number(told?.[0] ?? 0) === 0) return undefined;
  const losses = new Map<string, Losses>();
  for (const [key, az, ...values] of await ask.rows(LOSSES, { ...window })) {
    const [dropped = 0, droppedNear = 0, resets = 0, resetsNear = 0, bytesNear = 0, periodsNear = 0] =
      values.map(Number);
    losses.set(keyOf(Number(key), String(az)), { dropped, droppedNear, resets, resetsNear, bytesNear, periodsNear });
  }
  return losses;
}
