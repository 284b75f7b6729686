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

/** Samples of a length that a span holds; a sample that is touched counts whole. */
export const samplesIn = (span: TimeSpan, seconds: number): number =>
  Math.max(0, Math.ceil((span.end - span.start) / seconds));
