import { Decimal, ZERO } from './decimal.ts';

/** How much is known: all, a bound (what is left out can only add, or only take away), or nothing that bounds it. */
export const AMOUNT_KINDS = ['known', 'at-least', 'at-most', 'unknown'] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

/**
 * Money with what it leaves out, as one value: sums, differences, comparisons and words keep the "at least", because the part
 * that is known has no way out on its own but `knownPart`, which names itself. Costs are never negative, so what a sum
 * leaves out makes it a lower bound, and what the subtrahend of a difference leaves out makes that an upper bound.
 */
export class Amount {
  /** Sum of what is known: for documents, which write what is left out beside it. */
  readonly knownPart: Decimal;
  readonly #added: number;
  readonly #taken: number;

  private constructor(knownPart: Decimal, added: number, taken: number) {
    this.knownPart = knownPart;
    this.#added = added;
    this.#taken = taken;
  }

  /** An amount that leaves out so many lines; none = it is known. */
  static of(knownPart: Decimal | string, leftOut: number): Amount {
    return new Amount(typeof knownPart === 'string' ? new Decimal(knownPart) : knownPart, leftOut, 0);
  }

  static readonly NONE: Amount = new Amount(ZERO, 0, 0);

  static sum(amounts: Iterable<Amount>): Amount {
    let total = Amount.NONE;
    for (const each of amounts) total = total.plus(each);
    return total;
  }

  /** How many lines are left out. */
  get leftOut(): number {
    return this.#added + this.#taken;
  }

  get kind(): AmountKind {
    if (this.leftOut === 0) return 'known';
    if (this.#taken === 0) return 'at-least';
    return this.#added === 0 ? 'at-most' : 'unknown';
  }

  plus(other: Amount): Amount {
    return new Amount(this.knownPart.plus(other.knownPart), this.#added + other.#added, this.#taken + other.#taken);
  }

  minus(other: Amount): Amount {
    return new Amount(this.knownPart.minus(other.knownPart), this.#added + other.#taken, this.#taken + other.#added);
  }

  /** `factor` must not be negative. */
  times(factor: Decimal): Amount {
    return new Amount(this.knownPart.times(factor), this.#added, this.#taken);
  }

  /** Whether it exceeds a limit; undefined = what is known does not decide it. */
  exceeds(limit: Decimal | string): boolean | undefined {
    const above = this.knownPart.greaterThan(limit);
    const decides: readonly AmountKind[] = above ? ['known', 'at-least'] : ['known', 'at-most'];
    return decides.includes(this.kind) ? above : undefined;
  }

  /** In words: "$14.60", "at least $14.60", "at most $14.60", "unknown". `print` writes the rounded known part. */
  words(print: (knownPart: Decimal) => string): string {
    return this.#write(print, BOUND_WORDS);
  }

  /** For the cell of a table: "14.60", "≥ 14.60", "≤ 14.60", "unknown". */
  cell(print: (knownPart: Decimal) => string): string {
    return this.#write(print, BOUND_SIGNS);
  }

  #write(print: (knownPart: Decimal) => string, bounds: Readonly<Record<'at-least' | 'at-most', string>>): string {
    const { kind, knownPart } = this;
    if (kind === 'known') return print(knownPart);
    return kind === 'unknown' || knownPart.isZero() ? 'unknown' : `${bounds[kind]} ${print(knownPart)}`;
  }
}

const BOUND_WORDS = { 'at-least': 'at least', 'at-most': 'at most' } as const;
const BOUND_SIGNS = { 'at-least': '≥', 'at-most': '≤' } as const;
