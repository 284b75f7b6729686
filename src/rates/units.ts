import type { RateUnit } from '../core/rate-unit.ts';

const UNITS: ReadonlyMap<string, RateUnit> = new Map<string, RateUnit>(
  Object.entries({
    hrs: 'Hrs',
    hr: 'Hrs',
    hour: 'Hrs',
    hours: 'Hrs',
    gb: 'GB',
    gigabytes: 'GB',
    gigabyte: 'GB',
    'lcu-hrs': 'LCU-Hrs',
    'lcu-hours': 'LCU-Hrs',
    'zone-month': 'zone-month',
    hostedzone: 'zone-month',
  } as const),
);

/** Our unit for a unit string of the price list; undefined for one nobody has met: never assumed. */
export const normaliseUnit = (unit: string): RateUnit | undefined => UNITS.get(unit.toLowerCase());
