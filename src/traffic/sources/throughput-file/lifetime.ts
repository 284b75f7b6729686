import { utcMillis } from '../../../core/time.ts';
import type { TrafficTarget } from '../../traffic-source.ts';

/** A span of time in milliseconds since 1970 UTC; `end` is outside it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a window in which an endpoint lived, as far as its times are known; a row outside them proves them wrong and stretches
 * it. `known` is whether a creation time proves that it lived in the window at all. Times that cannot be read do not count.
 */
export function lifetime(
  target: TrafficTarget,
  window: Span,
  rows: readonly Span[],
): Span & { readonly known: boolean } {
  const created = timeOf(target.createdAt);
  const deleted = timeOf(target.deletedAt);
  const start = Math.max(window.start, Math.min(created ?? window.start, ...rows.map((row) => row.start)));
  const end = Math.min(window.end, Math.max(deleted ?? window.end, ...rows.map((row) => row.end)));
  return start < end ? { start, end, known: created !== undefined } : { ...window, known: false };
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : utcMillis(text);
}
