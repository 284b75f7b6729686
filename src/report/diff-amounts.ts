import { Amount, type AmountKind } from '../core/amount.ts';
import { Decimal } from '../core/decimal.ts';
import type { CostStatus } from '../model/cost-line.ts';
import type { ChangeLine } from './diff-document.ts';

/** A change of money as documents carry it: absent `bound` = it is known. */
export interface DeltaDocument {
  readonly monthly: string;
  readonly bound?: Exclude<AmountKind, 'known'> | undefined;
}

/** A change with what is not known of it. */
export function deltaAmount({ monthly, bound }: DeltaDocument): Amount {
  const hidden = Amount.of('0', 1);
  const known = Amount.of(monthly, 0);
  if (bound === 'at-least') return known.plus(hidden);
  if (bound === 'at-most') return known.minus(hidden);
  return bound === 'unknown' ? known.plus(hidden).minus(hidden) : known;
}

/** The field `bound` of a change: what it is a bound of is left out. */
export const boundOf = ({ kind }: Amount): Pick<DeltaDocument, 'bound'> => (kind === 'known' ? {} : { bound: kind });

const leftOut = (side: { readonly status: CostStatus } | undefined): boolean =>
  side !== undefined && side.status !== 'priced' && side.status !== 'free';

/** The change of one line. What both sides leave out is the same charge, so it cancels; what one leaves out bounds the change. */
export function lineAmount({ base, head, delta = '0' }: Pick<ChangeLine, 'base' | 'head' | 'delta'>): Amount {
  const [before, after] = [leftOut(base), leftOut(head)];
  if (before === after) return Amount.of(delta, 0);
  return before ? Amount.of(delta, 0).minus(Amount.of('0', 1)) : Amount.of(delta, 1);
}

/** Whether nothing about the money of the line is known. */
export const isOpen = (line: ChangeLine): boolean =>
  line.delta === undefined && (leftOut(line.base) || leftOut(line.head));

/** Head and change rounded half-even to so many places, and the base that makes them add up: within one unit of the exact one. */
export function roundStep(delta: string, head: string, places = 2): RoundedStep {
  const after = new Decimal(head).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  const step = new Decimal(delta).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  return { base: after.minus(step), delta: step, head: after };
}

export interface RoundedStep {
  readonly base: Decimal;
  readonly delta: Decimal;
  readonly head: Decimal;
}
