import type { CostStatus } from '../../model/cost-line.ts';
import { quantityCell } from '../cells.ts';
import { STATUS_NAMES } from '../words.ts';

/** A quantity with its unit, or the state of a line that has none. */
export const priceless = (status: CostStatus, quantity: string | undefined, unit: string): string =>
  quantity !== undefined ? `${quantityCell(quantity)} ${unit}` : status === 'priced' ? '' : STATUS_NAMES[status];
