/** A time of day that names no offset from UTC. */
const WITHOUT_OFFSET = /[T ]\d{2}(?::?\d{2}){1,2}(?:[.,]\d+)?$/i;

/** Whether a text is a time of day without an offset, which Tollgate reads as UTC wherever it runs. */
export const lacksOffset = (text: string): boolean => WITHOUT_OFFSET.test(text.trim());

/** Milliseconds since 1970 of a day or time; without an offset it is UTC, whatever the machine's zone is. Undefined = not a time. */
export function utcMillis(text: string): number | undefined {
  const trimmed = text.trim();
  const time = Date.parse(lacksOffset(trimmed) ? `${trimmed}Z` : trimmed);
  return Number.isNaN(time) ? undefined : time;
}

/** "2026-12-01T00:00:00Z" of seconds since 1970. */
export const isoInstant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
