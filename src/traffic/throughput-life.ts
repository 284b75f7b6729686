import type { AskedEndpoint, TimeSpan } from './throughput.ts';

/** What the rows of one zone tell before anything is computed. Times are seconds since 1970. */
export interface ZoneRows {
  readonly key: number;
  readonly az: string;
  readonly firstRow: number;
  readonly lastEnd: number;
}

/**
 * When each endpoint lived inside the window, by its key: from its creation to its deletion where they are known, else the whole
 * window. A row outside those dates proves them wrong, so it stretches the life.
 */
export function lives(
  zones: readonly ZoneRows[],
  endpoints: readonly AskedEndpoint[],
  window: TimeSpan,
): ReadonlyMap<number, TimeSpan> {
  const found = new Map<number, TimeSpan>();
  for (const [key, own] of Map.groupBy(zones, (zone) => zone.key)) {
    const asked = endpoints[key];
    const created = Math.min(asked?.createdAt ?? window.start, ...own.map((zone) => zone.firstRow));
    const deleted = Math.max(asked?.deletedAt ?? window.end, ...own.map((zone) => zone.lastEnd));
    found.set(key, { start: Math.max(window.start, created), end: Math.min(window.end, deleted) });
  }
  return found;
}

/** A zone whose rows begin so long after those of its siblings was added to the endpoint then. */
const ADDED_AFTER = 86_400;

/** Zones of each endpoint by its key: its own, where the network names them in the history's words; else all that have rows. */
export function siblingsByKey<Zone extends ZoneRows>(
  zones: readonly Zone[],
  endpoints: readonly AskedEndpoint[],
): ReadonlyMap<number, readonly Zone[]> {
  const siblings = new Map<number, readonly Zone[]>();
  for (const [key, all] of Map.groupBy(zones, (zone) => zone.key)) {
    const own = all.filter((zone) => endpoints[key]?.azs?.includes(zone.az));
    siblings.set(key, own.length === 0 ? all : own);
  }
  return siblings;
}

/**
 * When each zone lived inside the life of its endpoint. A network tells no creation date of a zone, so its rows do: one that begins a
 * day or more after its siblings counts from its first row, since zeros before it would make it look emptier than it is.
 */
export function zoneLife(zone: ZoneRows, siblings: readonly ZoneRows[], life: TimeSpan): TimeSpan {
  const first = Math.min(...siblings.map((each) => each.firstRow));
  return zone.firstRow - first >= ADDED_AFTER ? { start: Math.max(life.start, zone.firstRow), end: life.end } : life;
}

/** Samples of a length that a span holds; a sample that is touched counts whole. */
export const samplesIn = (span: TimeSpan, seconds: number): number =>
  Math.max(0, Math.ceil((span.end - span.start) / seconds));
