import type { Decimal } from '../../core/decimal.ts';
import type { Billed } from './billed.ts';

export type ZoneChange = 'added' | 'removed';

/**
 * Whether hourly (or daily) lines show that an endpoint gained or lost zones in the period and ended with those of the network:
 * its zones only ever rise, or only ever fall, and the last day has as many as the model.
 */
export function zoneChange(
  zones: number | undefined,
  days: readonly string[],
  billed: ReadonlyMap<string, Billed>,
): ZoneChange | undefined {
  const seen: Decimal[] = [];
  for (const day of days) {
    const own = billed.get(day)?.zones;
    if (own) seen.push(own);
  }
  if (zones === undefined || !seen.at(-1)?.equals(zones)) return undefined;
  const rises = seen.every((each, index) => index === 0 || each.greaterThanOrEqualTo(seen[index - 1] ?? each));
  const falls = seen.every((each, index) => index === 0 || each.lessThanOrEqualTo(seen[index - 1] ?? each));
  if (rises && seen[0]?.lessThan(zones)) return 'added';
  return falls && seen[0]?.greaterThan(zones) ? 'removed' : undefined;
}
