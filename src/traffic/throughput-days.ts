import { numbersOf } from './engine-values.ts';
import type { DailySeries, ThroughputQuery, TimeSpan } from './throughput.ts';
import type { Ask, SpecialGroup } from './throughput-ask.ts';
import { lives, samplesIn, siblingsByKey, zoneLife } from './throughput-life.ts';
import { windowed } from './throughput-sql.ts';

const DAY = 86_400;

interface ZonePeriods {
  readonly key: number;
  readonly az: string;
  readonly finest: number;
  readonly sample: number;
  readonly firstRow: number;
  readonly lastEnd: number;
}

interface Day {
  readonly bytes: number;
  readonly rows: number;
  busyBps: number;
}

/** Daily bytes and busy rates of every zone that has a row. Rows longer than a day tell no day, so such zones are left out. */
export async function dailySeries(ask: Ask, query: ThroughputQuery): Promise<DailySeries[]> {
  const { window, endpoints } = query;
  const zones = (await ask.rows(ask.sql.zoneRows, windowed(window))).map(periodsOf);
  const alive = lives(zones, endpoints, window);
  const siblings = siblingsByKey(zones, endpoints);
  const days = await daysOf(ask, query);
  const usable = zones.filter((zone) => zone.sample <= DAY);
  await refine(ask, query, usable, days);
  return usable.flatMap((zone) => {
    const whole = wholeDays(zoneLife(zone, siblings.get(zone.key) ?? [], alive.get(zone.key) ?? window));
    const own = days.get(keyOf(zone)) ?? new Map<number, Day>();
    const numbers = Array.from({ length: whole.count }, (_, index) => own.get(whole.first + index));
    if (numbers.length === 0) return [];
    return {
      endpoint: endpoints[zone.key]?.id ?? '',
      az: zone.az,
      firstDay: whole.first,
      bytes: numbers.map((day) => day?.bytes ?? 0),
      busyBps: numbers.map((day) => day?.busyBps ?? 0),
    };
  });
}

/** UTC days that lie wholly inside a span. */
export function wholeDays({ start, end }: TimeSpan): { readonly first: number; readonly count: number } {
  const first = Math.ceil(start / DAY);
  return { first, count: Math.max(0, Math.floor(end / DAY) - first) };
}

const keyOf = (zone: { readonly key: number; readonly az: string }): string => `${zone.key}\u0000${zone.az}`;

function periodsOf(row: readonly unknown[]): ZonePeriods {
  const [key, az, finest, coarsest, firstRow, lastEnd] = row;
  return {
    key: Number(key),
    az: String(az),
    finest: Number(finest),
    sample: Math.max(60, Number(coarsest)),
    firstRow: Number(firstRow),
    lastEnd: Number(lastEnd),
  };
}

async function daysOf(ask: Ask, { window }: ThroughputQuery): Promise<Map<string, Map<number, Day>>> {
  const days = new Map<string, Map<number, Day>>();
  for (const [key, az, day, bytes, rows, busy] of await ask.rows(ask.sql.days, windowed(window))) {
    const zone = keyOf({ key: Number(key), az: String(az) });
    const own = days.get(zone) ?? new Map<number, Day>();
    own.set(Number(day), { bytes: Number(bytes), rows: Number(rows), busyBps: Number(busy) });
    days.set(zone, own);
  }
  return days;
}

/** Days with missing rows or rows of several lengths: their busy rate counts the empty samples as zero. */
async function refine(
  ask: Ask,
  { window }: ThroughputQuery,
  zones: readonly ZonePeriods[],
  days: ReadonlyMap<string, Map<number, Day>>,
): Promise<void> {
  for (const summed of [false, true]) {
    const groups: SpecialGroup[] = [];
    for (const zone of zones.filter((each) => each.finest < each.sample === summed)) {
      const expected = samplesIn({ start: 0, end: DAY }, zone.sample);
      for (const [slot, day] of days.get(keyOf(zone)) ?? []) {
        if (!summed && day.rows >= expected) continue;
        groups.push({ key: zone.key, az: zone.az, slot, bucket: zone.sample, expected });
      }
    }
    if (groups.length === 0) continue;
    await ask.special(groups);
    for (const [key, az, slot, , , percentiles] of await ask.rows(
      ask.sql.specialPercentiles('day', summed),
      windowed(window),
    )) {
      const day = days.get(keyOf({ key: Number(key), az: String(az) }))?.get(Number(slot));
      if (day) day.busyBps = numbersOf(percentiles)[2] ?? 0;
    }
  }
}
