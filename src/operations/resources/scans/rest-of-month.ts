import { forecastSeries } from '../../../capacity/forecast.ts';
import { bridged, likelyGaps } from '../../../capacity/silence.ts';
import { Decimal } from '../../../core/decimal.ts';
import { billedGb, HOURS_PER_MONTH } from '../../../core/quantity.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';

const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 24;

/**
 * By how much the bytes of the rest of a month are expected to differ from the run-rate: the forecast of each endpoint's daily bytes
 * by the built-in methods, over the run-rate. An endpoint whose days are too few to forecast is left out: its run-rate stands.
 * `from` and `to` are milliseconds since 1970. Between two endpoints others may go on.
 */
export async function restOfMonth(
  { traffic }: Snapshot,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<string, Decimal>> {
  const factors = new Map<string, Decimal>();
  const daily = Map.groupBy(traffic?.daily ?? [], ({ endpoint }) => endpoint);
  for (const { id, monthlyGb } of traffic?.endpoints ?? []) {
    const zones = daily.get(id);
    if (zones === undefined || from >= to) continue;
    await new Promise(setImmediate);
    const first = Math.min(...zones.map((zone) => zone.firstDay));
    const next = Math.max(...zones.map((zone) => zone.firstDay + zone.bytes.length));
    const measured = Array.from({ length: next - first }, (_, day) =>
      zones.reduce((sum, zone) => sum + (zone.bytes[first + day - zone.firstDay] ?? 0), 0),
    );
    const bytes = bridged(measured, likelyGaps(measured));
    // Days ahead are counted from 1, the day after the last whole one.
    const [begin, end] = [Math.max(1, Math.floor(from / DAY_MS) - next + 1), Math.ceil(to / DAY_MS) - next];
    const forecast = end < begin ? undefined : forecastSeries(bytes, end, []);
    const perDay = new Decimal(monthlyGb).times(HOURS_PER_DAY).div(HOURS_PER_MONTH);
    if (forecast === undefined || perDay.isZero()) continue;
    const expected = billedGb(Math.round(forecast.total(begin, end).point)).div(end - begin + 1);
    factors.set(id, expected.div(perDay));
  }
  return factors;
}
