import { Decimal } from './decimal.ts';

/** A decimal as a count of units of 10^-places. The value must not have more places; integers are what exact division needs. */
export const toScaled = (value: Decimal, places: number): bigint => BigInt(value.toFixed(places).replace('.', ''));

/** The decimal that counts so many units of 10^-places. */
export function fromScaled(units: bigint, places: number): Decimal {
  if (units < 0n) return fromScaled(-units, places).negated();
  const digits = units.toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return new Decimal(places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`);
}
