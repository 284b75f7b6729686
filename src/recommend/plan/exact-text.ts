import type { Decimal } from '../../core/decimal.ts';

/** Most decimals a quantity in a topology file may have. */
const PLACES = 20;

/** A quantity for a topology file, as exact as the file can hold it. */
export const exactText = (value: Decimal): string => value.toDecimalPlaces(PLACES).toFixed();
