import { type Decimal, ZERO } from '../core/decimal.ts';
import { type CostLine, isLeftOut } from './cost-line.ts';

export interface Totals {
  /** Sum of the priced lines; where AWS's documents leave a range, at its high bound. */
  readonly monthly: Decimal;
  readonly baseline: Decimal;
  readonly usage: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
  /** Lines the total leaves out: usage-unknown, price-unknown and unsupported. */
  readonly unknownLines: number;
}

/** Sums lines. Low and high differ from monthly only where a line carries a range. */
export function totalsOf(lines: readonly CostLine[]): Totals {
  let baseline = ZERO;
  let usage = ZERO;
  let below = ZERO;
  let above = ZERO;
  let unknownLines = 0;
  for (const line of lines) {
    if (isLeftOut(line)) unknownLines += 1;
    const amount = line.monthly;
    if (amount === undefined || amount === ZERO) continue;
    if (line.category === 'baseline') baseline = add(baseline, amount);
    else usage = add(usage, amount);
    if (line.low) below = below.plus(amount.minus(line.low));
    if (line.high) above = above.plus(line.high.minus(amount));
  }
  return assemble(baseline, usage, below, above, unknownLines);
}

/** Sums totals of parts. */
export function sumTotals(parts: Iterable<Totals>): Totals {
  let baseline = ZERO;
  let usage = ZERO;
  let below = ZERO;
  let above = ZERO;
  let unknownLines = 0;
  for (const part of parts) {
    baseline = add(baseline, part.baseline);
    usage = add(usage, part.usage);
    if (part.low !== part.monthly) below = below.plus(part.monthly.minus(part.low));
    if (part.high !== part.monthly) above = above.plus(part.high.minus(part.monthly));
    unknownLines += part.unknownLines;
  }
  return assemble(baseline, usage, below, above, unknownLines);
}

/** Ranges are rare: without one, low and high are the monthly amount itself. */
function assemble(baseline: Decimal, usage: Decimal, below: Decimal, above: Decimal, unknownLines: number): Totals {
  const monthly = add(baseline, usage);
  const low = below === ZERO ? monthly : monthly.minus(below);
  return { monthly, baseline, usage, low, high: add(monthly, above), unknownLines };
}

const add = (a: Decimal, b: Decimal): Decimal => (a === ZERO ? b : b === ZERO ? a : a.plus(b));
