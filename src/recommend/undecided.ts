import type { Decimal } from '../core/decimal.ts';

/** Something that the plan could not decide on, because a fact is missing or Tollgate does not move it. */
export interface Undecided {
  readonly subject: string;
  readonly kind: 'endpoint' | 'nat-gateway' | 'vpc';
  readonly reason: string;
  /** What to give to have it decided; absent where Tollgate does not move such things. */
  readonly give?: string | undefined;
  /** What it costs a month as far as that is known; for a VPC, what the plan would save on top. */
  readonly monthly: Decimal;
  /** Cost lines that `monthly` leaves out. */
  readonly unknownLines: number;
}
