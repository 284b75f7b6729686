const DAY_MS = 86_400_000;

/** A calendar month (UTC). Days count from 1970-01-01. */
export interface Month {
  /** "2026-12". */
  readonly month: string;
  readonly firstDay: number;
  readonly days: number;
}

/** The next whole calendar months that begin on or after a day (counted from 1970-01-01). */
export function monthsFrom(day: number, count: number): readonly Month[] {
  const start = new Date(day * DAY_MS);
  const first = start.getUTCDate() === 1 ? start.getUTCMonth() : start.getUTCMonth() + 1;
  return Array.from({ length: count }, (_, index) => {
    const begin = Date.UTC(start.getUTCFullYear(), first + index, 1);
    const end = Date.UTC(start.getUTCFullYear(), first + index + 1, 1);
    return {
      month: new Date(begin).toISOString().slice(0, 7),
      firstDay: begin / DAY_MS,
      days: (end - begin) / DAY_MS,
    };
  });
}
