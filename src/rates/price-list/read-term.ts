import { Decimal } from '../../core/decimal.ts';
import type { Rate, Tier } from '../rate-card.ts';
import { normaliseUnit } from '../units.ts';
import type { PriceDimension, Term } from './entry.ts';

/** Unit and tiers of a term, or why it cannot be priced. */
export type TermReading = Pick<Rate, 'unit' | 'tiers'> | { readonly problem: string };

const PLAIN = /^\d+(?:\.\d+)?$/;

/** A decimal in plain notation without trailing zeros, so that "0.0100000000" and "0.01" are one price. */
const plain = (text: string): string => new Decimal(text).toFixed();

/**
 * The term in force on a day: the latest that has begun, else the earliest. The price list may carry several per SKU, and
 * one that begins after its publication is not today's price. Days are YYYY-MM-DD.
 */
export function termInForce(terms: readonly Term[], day: string): Term | undefined {
  const byStart = terms.toSorted((a, b) => (a.effectiveDate < b.effectiveDate ? -1 : 1));
  return byStart.findLast((term) => term.effectiveDate.slice(0, 10) <= day) ?? byStart[0];
}

/** Reads the price bands of a term in one currency: they must begin at 0, meet without gap or overlap and have no end. */
export function readTerm(term: Term, currency: string): TermReading {
  const dimensions = Object.entries(term.priceDimensions);
  const units = new Set(dimensions.map(([, dimension]) => dimension.unit));
  const [unit] = units;
  if (unit === undefined) return { problem: 'it has no price' };
  if (units.size > 1) return { problem: `its bands count ${[...units].sort().join(' and ')}` };
  const tiers: Tier[] = [];
  for (const [rateCode, dimension] of dimensions) {
    const tier = readTier(rateCode, dimension, currency);
    if ('problem' in tier) return tier;
    tiers.push(tier);
  }
  tiers.sort((a, b) => new Decimal(a.from).comparedTo(b.from));
  const problem = gapIn(tiers);
  if (problem !== undefined) return { problem };
  const known = normaliseUnit(unit);
  return known === undefined ? { problem: `its unit "${unit}" is not known` } : { unit: known, tiers };
}

function readTier(rateCode: string, dimension: PriceDimension, currency: string): Tier | { problem: string } {
  const { beginRange, endRange } = dimension;
  const price = dimension.pricePerUnit[currency];
  if (price === undefined) return { problem: `it has no price in ${currency}` };
  if (!PLAIN.test(price)) return { problem: 'its price is not a plain decimal number' };
  if (!PLAIN.test(beginRange) || !(endRange === 'Inf' || PLAIN.test(endRange))) {
    return { problem: 'a bound of its bands is not a number' };
  }
  return { from: plain(beginRange), to: endRange === 'Inf' ? null : plain(endRange), price: plain(price), rateCode };
}

function gapIn(tiers: readonly Tier[]): string | undefined {
  if (tiers[0]?.from !== '0') return 'its bands do not begin at 0';
  if (tiers.at(-1)?.to !== null) return 'its last band has an end';
  const meet = tiers.every((tier, index) => index === 0 || tiers[index - 1]?.to === tier.from);
  return meet ? undefined : 'its bands do not meet';
}
