import { Amount } from '../core/amount.ts';
import { type Decimal, ZERO } from '../core/decimal.ts';
import { type CostLine, isLeftOut } from './cost-line.ts';
import { listAmount } from './list-price.ts';

export interface Totals {
  /**
   * Sum of the priced lines with how many lines it leaves out: usage-unknown, price-unknown and unsupported. Where AWS's documents
   * leave a range, at its high bound.
   */
  readonly monthly: Amount;
  readonly baseline: Decimal;
  readonly usage: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  /** `monthly` at list price: the same where no discount was applied. */
  readonly list: Decimal;
  /** The part of `list` that does not depend on bytes. */
  readonly listBaseline: Decimal;
}

/** Whether discounts were applied to any line. Where none was, the two are one and the same number. */
export const isDiscounted = ({ list, monthly }: Pick<Totals, 'list' | 'monthly'>): boolean =>
  list !== monthly.knownPart && !list.equals(monthly.knownPart);

/** Sums lines. */
export function totalsOf(lines: Iterable<CostLine>): Totals {
  const sum = new TotalsSum();
  for (const line of lines) sum.add(line);
  return sum.totals;
}

/** A running sum of lines. Low and high differ from monthly only where a line carries a range. */
export class TotalsSum {
  #baseline = ZERO;
  #usage = ZERO;
  #below = ZERO;
  #above = ZERO;
  #discountedBaseline = ZERO;
  #discountedUsage = ZERO;
  #unknownLines = 0;
  #last: CostLine | undefined;
  #times = 0;

  /** Endpoints of one shape share their lines, so the same line often comes many times in a row: it is added once, multiplied. */
  add(line: CostLine): void {
    if (line === this.#last) {
      this.#times += 1;
      return;
    }
    this.#settle();
    this.#last = line;
    this.#times = 1;
  }

  #settle(): void {
    const line = this.#last;
    if (!line) return;
    if (isLeftOut(line)) this.#unknownLines += this.#times;
    const amount = line.monthly;
    if (amount !== undefined && amount !== ZERO) {
      if (line.category === 'baseline') this.#baseline = plus(this.#baseline, amount, this.#times);
      else this.#usage = plus(this.#usage, amount, this.#times);
      if (line.provenance.rate?.discount !== undefined) {
        const off = listAmount(line).minus(amount);
        if (line.category === 'baseline') this.#discountedBaseline = plus(this.#discountedBaseline, off, this.#times);
        else this.#discountedUsage = plus(this.#discountedUsage, off, this.#times);
      }
      if (line.low) this.#below = plus(this.#below, amount.minus(line.low), this.#times);
      if (line.high) this.#above = plus(this.#above, line.high.minus(amount), this.#times);
    }
    this.#last = undefined;
  }

  get totals(): Totals {
    this.#settle();
    const baseline = this.#baseline;
    const usage = this.#usage;
    const monthly = plus(baseline, usage, 1);
    const low = this.#below === ZERO ? monthly : monthly.minus(this.#below);
    return {
      monthly: Amount.of(monthly, this.#unknownLines),
      baseline,
      usage,
      low,
      high: plus(monthly, this.#above, 1),
      list: plus(plus(monthly, this.#discountedBaseline, 1), this.#discountedUsage, 1),
      listBaseline: plus(baseline, this.#discountedBaseline, 1),
    };
  }
}

function plus(a: Decimal, b: Decimal, times: number): Decimal {
  if (b === ZERO) return a;
  const many = times === 1 ? b : b.times(times);
  return a === ZERO ? many : a.plus(many);
}
