import { utcMillis } from '../../core/time.ts';
import type { Endpoint } from '../../topology/topology.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A piece of time, in milliseconds since 1970. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** What a bill covers: its first and last day may be parts of days, and it may lack hours in between. */
export interface Covered extends Piece {
  readonly gaps: readonly Piece[];
}

/** The parts of a UTC day that are covered. */
export function coveredDay({ start, end, gaps }: Covered, day: string): readonly Piece[] {
  const own = Date.parse(day);
  let pieces = [{ start: Math.max(own, start), end: Math.min(own + DAY_MS, end) }];
  for (const gap of gaps) {
    pieces = pieces.flatMap((piece) => [
      { start: piece.start, end: Math.min(piece.end, gap.start) },
      { start: Math.max(piece.start, gap.end), end: piece.end },
    ]);
  }
  return pieces.filter((piece) => piece.end > piece.start);
}

export const hoursOf = ({ start, end }: Piece): number => (end - start) / HOUR_MS;

/** Hours of one UTC day before an endpoint was created, after it was deleted, and those billed whole though it lived only a part. */
export interface DayOfLife {
  readonly before: number;
  readonly after: number;
  /** What the two partial hours add: AWS bills a started hour as a whole one. */
  readonly partial: number;
}

const WHOLE: DayOfLife = { before: 0, after: 0, partial: 0 };

/** When an endpoint lived, in milliseconds since 1970; undefined = the whole time, as far as anybody knows. */
export interface Life {
  readonly createdAt: number | undefined;
  readonly deletedAt: number | undefined;
}

export const lifeOf = ({ createdAt, deletedAt }: Pick<Endpoint, 'createdAt' | 'deletedAt'>): Life => ({
  createdAt: momentOf(createdAt),
  deletedAt: momentOf(deletedAt),
});

/** One day, or a covered part of it, of a life. Before and after are exact; with `partial` they add up to whole hours. */
export function dayOfLife({ createdAt, deletedAt }: Life, { start, end }: Piece): DayOfLife {
  const createdIn = createdAt !== undefined && createdAt > start;
  const deletedIn = deletedAt !== undefined && deletedAt < end;
  if (!createdIn && !deletedIn) return WHOLE;
  const before = createdIn ? Math.min(createdAt, end) - start : 0;
  const after = deletedIn ? end - Math.max(deletedAt, start) : 0;
  const partialBefore = createdIn && createdAt < end ? before % HOUR_MS : 0;
  const partialAfter = deletedIn && deletedAt > start ? after % HOUR_MS : 0;
  return { before: before / HOUR_MS, after: after / HOUR_MS, partial: (partialBefore + partialAfter) / HOUR_MS };
}

function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : utcMillis(text);
}
