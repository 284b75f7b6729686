import { Decimal } from './decimal.ts';

/** Amounts in documents are exact to this many places; fees below it do not exist in the price list. */
export const AMOUNT_PLACES = 10;

function plain(value: Decimal, leastPlaces: number): string {
  const text = value.isZero() ? '0' : value.toFixed();
  const point = text.indexOf('.');
  if (point === -1) return leastPlaces === 0 ? text : `${text}.${'0'.repeat(leastPlaces)}`;
  const places = text.length - point - 1;
  if (places > AMOUNT_PLACES) return plain(value.toDecimalPlaces(AMOUNT_PLACES), leastPlaces);
  return places >= leastPlaces ? text : text + '0'.repeat(leastPlaces - places);
}

/** Money or a unit price for a document: exact, plain notation, at least two and at most ten decimals ("14.60"). */
export const amountText = (value: Decimal): string => plain(value, 2);

/** A quantity (AZ-hours, GB) for a document: plain notation, trailing zeros dropped ("1460"). */
export const quantityText = (value: Decimal): string => plain(value, 0);

/** Rounds half-even to the given number of places: for report formats only, never inside the model. */
export const roundTo = (value: Decimal, places: number): Decimal =>
  value.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
