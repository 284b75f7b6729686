import { placeholderZone, regionOfZone, zoneKind } from '../../../src/core/ids.ts';
import { findRegion, REGIONS } from '../../../src/core/regions.ts';
import type { Topology } from '../api/queries.ts';

/** Regions whose prices compare with those of another: the same partition and currency. */
export function regionsBeside(region: string | undefined): readonly string[] {
  const own = region === undefined ? undefined : findRegion(region);
  return REGIONS.filter(
    (each) => each.region !== region && each.partition === own?.partition && each.currency === own.currency,
  ).map((each) => each.region);
}

/** What names things and places nothing. */
const WORDS = new Set(['id', 'name', 'awsId', 'tags', 'account']);

/** The same network in another Region: every zone stays one of its own, under a name that fits anywhere. */
export function movedTo(topology: Topology, to: string): Topology {
  const from = topology.region;
  if (from === undefined || from === to) return topology;
  const text = (value: string): string => {
    if (value === from) return to;
    if (zoneKind(value) !== 'unknown' && regionOfZone(value) === from) return placeholderZone(value);
    return value.replace(`.${from}.`, `.${to}.`);
  };
  const moved = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [text(key), WORDS.has(key) ? each : moved(each)]),
    );
  };
  return moved(topology) as Topology;
}
