import { type Decimal, ZERO } from '../core/decimal.ts';
import type { TrafficProvenance } from '../core/provenance.ts';
import type { PricedRate } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import { bandsOf, useOfBands } from './tiers.ts';

/** What a line is about, before its price: everything but status, prices and amounts. */
export interface LineSubject extends Pick<CostLine, 'charge' | 'category' | 'unit'> {
  readonly rule: string;
  readonly traffic?: TrafficProvenance | undefined;
  readonly display?: string | undefined;
}

/**
 * A line that costs quantity x rate: usage-unknown without a quantity, price-unknown without a rate, free at a price of zero.
 * `times` multiplies the price, for fees that both sides of a transfer pay.
 */
export function flatLine(
  subject: LineSubject,
  quantity: Decimal | undefined,
  rate: PricedRate | undefined,
  times = 1,
): CostLine {
  const { charge, category, unit, rule, traffic, display } = subject;
  const line = {
    charge,
    category,
    unit,
    ...(quantity && { quantity }),
    ...(display !== undefined && { display }),
    ...(rate && { unitPrice: rate.price.times(times) }),
    provenance: { rule, ...(rate && { rate: rate.provenance }), ...(traffic && { traffic }) },
  };
  if (quantity === undefined) return { ...line, status: 'usage-unknown' };
  if (rate === undefined) return { ...line, status: 'price-unknown' };
  const monthly = costOf(rate, quantity).times(times);
  return { ...line, status: rate.price.isZero() && monthly.isZero() ? 'free' : 'priced', monthly };
}

/** Cost of a quantity that no other quantity shares its bands with. */
export function costOf(rate: PricedRate, quantity: Decimal): Decimal {
  if (rate.rate.tiers.length === 1) return quantity.times(rate.price);
  return useOfBands(bandsOf(rate.rate.tiers), ZERO, quantity).reduce((all, use) => all.plus(use.cost), ZERO);
}
