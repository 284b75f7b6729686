import { FACTS } from './facts.ts';
import type { SeriesQuery } from './queries.ts';

/** Queries of one call: one time range, at most 500 series. */
export interface Batch {
  readonly start: number;
  readonly end: number;
  readonly queries: readonly SeriesQuery[];
}

/**
 * Groups series of one range into as few calls as there can be: full batches, whose answer CloudWatch fills page by page, so
 * that only the last page of a batch is not dense.
 */
export function batchesOf(queries: readonly SeriesQuery[]): readonly Batch[] {
  const ranges = Map.groupBy(queries, ({ band }) => `${band.start} ${band.end}`);
  return [...ranges.values()].flatMap((group) => {
    const band = group[0]?.band;
    if (band === undefined) return [];
    const calls = Math.ceil(group.length / FACTS.queriesPerCall);
    return Array.from({ length: calls }, (_, index) => ({
      start: band.start,
      end: band.end,
      queries: group.slice(index * FACTS.queriesPerCall, (index + 1) * FACTS.queriesPerCall),
    }));
  });
}
