import { Amount } from '../core/amount.ts';
import { Decimal, ZERO } from '../core/decimal.ts';
import type { LineDocument } from './report.ts';
import { grouped, STATUS_NAMES } from './words.ts';

/** Cents as printed: "38,680.06". */
export const centsCell = (cents: Decimal): string => grouped(cents.toFixed(2));

/** A quantity for people: at most three decimals, thousands set apart. */
export const quantityCell = (quantity: string): string =>
  grouped(new Decimal(quantity).toDecimalPlaces(3, Decimal.ROUND_HALF_EVEN).toFixed());

/** A unit price for people: at most six decimals ("0.0095"); list prices have fewer, blended ones may have more. */
export const priceCell = (price: string): string => {
  const [whole = '', fraction = ''] = new Decimal(price)
    .toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN)
    .toFixed()
    .split('.');
  return `${grouped(whole)}.${fraction.padEnd(2, '0')}`;
};

/** How much of something a line bills: "2 AZ x 730 h", "2,400 GB". */
export function lineQuantity(line: LineDocument): string {
  if (line.display !== undefined) return line.display;
  return line.quantity === undefined ? '' : `${quantityCell(line.quantity)} ${line.unit}`;
}

/** Price of one unit: "0.01 / AZ-hour". */
export const lineUnitPrice = (line: LineDocument): string =>
  line.unitPrice === undefined ? '' : `${priceCell(line.unitPrice)} / ${line.unit.replace(/s$/, '')}`;

/** The amount of a line, or why there is none. A range shows both ends. */
export function lineAmount(line: LineDocument, cents: Decimal | undefined): string {
  if (line.status !== 'priced') return STATUS_NAMES[line.status];
  if (cents === undefined) return '';
  const { low, high } = line;
  if (low === undefined || high === undefined || low === high) return centsCell(cents);
  return `${grouped(new Decimal(low).toFixed(2))} to ${centsCell(cents)}`;
}

/** An amount that leaves lines out is a lower bound, and says so: "≥ 14.60". */
export const atLeast = (cents: Decimal, unknownLines: number): string => Amount.of(cents, unknownLines).cell(centsCell);

/**
 * The amount of a whole that may leave lines out: "14.60", "≥ 14.60", "7.30 to 14.60" where lines are ranges, or "unknown" where none of
 * its lines is priced.
 */
export function wholeAmount(cents: Decimal, lines: readonly Pick<LineDocument, 'status' | 'low' | 'high'>[]): string {
  const unknown = lines.filter((line) => line.status !== 'priced' && line.status !== 'free').length;
  if (unknown > 0 && !lines.some((line) => line.status === 'priced')) return 'unknown';
  const low = lines.reduce((all, line) => all.minus(spreadOf(line)), cents);
  if (low.equals(cents)) return atLeast(cents, unknown);
  return `${atLeast(low.isNegative() ? ZERO : low, unknown)} to ${centsCell(cents)}`;
}

const spreadOf = ({ low, high }: Pick<LineDocument, 'low' | 'high'>): Decimal =>
  low === undefined || high === undefined ? ZERO : new Decimal(high).minus(low);
