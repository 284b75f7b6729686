import type { Decimal } from '../core/decimal.ts';
import type { RateProvenance, TrafficProvenance } from '../core/provenance.ts';
import type { Unit } from '../core/quantity.ts';
import type { ChargeKind } from './charge-kind.ts';

/** Five different things that are never mixed: a price, a real zero, bytes nobody told, a rate nobody knows, a thing we do not model. */
export const COST_STATUSES = ['priced', 'free', 'usage-unknown', 'price-unknown', 'unsupported'] as const;
export type CostStatus = (typeof COST_STATUSES)[number];

/** Origin of a line: the rate it used, the traffic it used, the rule it followed. */
export interface LineProvenance {
  readonly rate?: RateProvenance;
  readonly traffic?: TrafficProvenance;
  /** Name of the billing rule in docs/pricing-rules.md. */
  readonly rule?: string;
}

/** One charge on one thing for one month. */
export interface CostLine {
  readonly charge: ChargeKind;
  readonly status: CostStatus;
  /** Hours run whether or not traffic flows (baseline); bytes depend on traffic (usage). */
  readonly category: 'baseline' | 'usage';
  readonly unit: Unit;
  readonly quantity?: Decimal;
  /** How the quantity came about, for people: "2 AZ x 730 h". */
  readonly display?: string;
  /** Price of one unit; for a tiered pool the blended price. */
  readonly unitPrice?: Decimal;
  /** Present only on priced and free lines. Where AWS's documents leave a range it is the high bound. */
  readonly monthly?: Decimal;
  readonly low?: Decimal;
  readonly high?: Decimal;
  readonly provenance: LineProvenance;
}

/** Unknown and unsupported lines: what a total leaves out. */
export const isLeftOut = (line: CostLine): boolean => line.status !== 'priced' && line.status !== 'free';
