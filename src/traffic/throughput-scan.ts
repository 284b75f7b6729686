import { numbersOf } from './engine-values.ts';
import type { AskedEndpoint } from './throughput.ts';
import type { ZoneRows } from './throughput-life.ts';
import { keysByName } from './throughput-names.ts';

/** What one look at all rows tells of a zone of an endpoint that is asked for. */
export interface ScannedZone extends ZoneRows {
  /** Names under which the history has it. */
  readonly names: readonly string[];
  readonly samples: number;
  /** Lengths of the shortest and the longest row, in seconds. */
  readonly finest: number;
  readonly coarsest: number;
  readonly bytes: number;
  readonly peakBps: number;
  /** p50, p95, p99 of the rows alone; empty where the zone comes under several names. */
  readonly percentiles: readonly number[];
  readonly tellsLosses: boolean;
}

/** Sorts the answer of ZONES by the endpoints asked for; names of others are only counted. */
export function scannedZones(
  rows: readonly (readonly unknown[])[],
  endpoints: readonly AskedEndpoint[],
): { readonly zones: readonly ScannedZone[]; readonly names: ReadonlyMap<string, number> } {
  const keys = keysByName(endpoints);
  const names = new Map<string, number>();
  const zones = new Map<string, ScannedZone>();
  for (const row of rows) {
    const name = String(row[0]);
    names.set(name, (names.get(name) ?? 0) + Number(row[2]));
    const key = keys.get(name);
    if (key === undefined) continue;
    const zone = zoneOf(row, name, key);
    const place = `${key}\u0000${zone.az}`;
    const before = zones.get(place);
    zones.set(place, before ? merged(before, zone) : zone);
  }
  return { zones: [...zones.values()], names };
}

function zoneOf(row: readonly unknown[], name: string, key: number): ScannedZone {
  const [, az, samples, finest, coarsest, bytes, peakBps, first, last, losses, percentiles] = row;
  return {
    key,
    names: [name],
    az: String(az),
    samples: Number(samples),
    finest: Number(finest),
    coarsest: Number(coarsest),
    bytes: Number(bytes),
    peakBps: Number(peakBps),
    firstRow: Math.floor(Number(first)),
    lastEnd: Math.floor(Number(last)) + Number(finest),
    percentiles: numbersOf(percentiles),
    tellsLosses: Number(losses) > 0,
  };
}

/** One zone under two names: percentiles have to be asked for again. */
const merged = (a: ScannedZone, b: ScannedZone): ScannedZone => ({
  ...a,
  names: [...a.names, ...b.names],
  samples: a.samples + b.samples,
  finest: Math.min(a.finest, b.finest),
  coarsest: Math.max(a.coarsest, b.coarsest),
  bytes: a.bytes + b.bytes,
  peakBps: Math.max(a.peakBps, b.peakBps),
  firstRow: Math.min(a.firstRow, b.firstRow),
  lastEnd: Math.max(a.lastEnd, b.lastEnd),
  percentiles: [],
  tellsLosses: a.tellsLosses || b.tellsLosses,
});
