import { type Decimal, Decimal as Exact, ZERO } from '../core/decimal.ts';
import { AMOUNT_PLACES } from '../core/money.ts';
import type { CostLine } from './cost-line.ts';

/** What a line would cost, and what its unit would, at list price: the same where no discount was applied. Exact to ten decimals. */
export const listAmount = ({ monthly = ZERO, provenance }: CostLine): Decimal =>
  atList(monthly, provenance.rate?.discount);

export const atList = (effective: Decimal, discount: string | undefined): Decimal =>
  discount === undefined ? effective : effective.div(new Exact(discount)).toDecimalPlaces(AMOUNT_PLACES);
