import { TollgateError } from '../core/errors.ts';
import type { RateUnit } from './rate-card.ts';

const UNITS: Readonly<Record<string, RateUnit>> = {
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
};

/** Our unit for a unit string of the price list. Throws TG1304 for a unit nobody has met: never assume. */
export function normaliseUnit(unit: string): RateUnit {
  const known = UNITS[unit.toLowerCase()];
  if (known) return known;
  throw new TollgateError('TG1304', `The price list uses the unit "${unit}", which Tollgate does not know.`);
}
