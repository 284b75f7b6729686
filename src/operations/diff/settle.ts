import { Decimal, sum } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import type { ChangeDocument, ChangeLine } from '../../report/diff-document.ts';

/** Most that roundings leave of one change; a larger rest is a charge that belongs somewhere else. */
const ROUNDING = new Decimal('0.000001');

/**
 * Makes the deltas of the changes add up to the total's. Documents carry ten decimals, and a line with more (capacity units) is
 * rounded on its own; what the roundings leave goes to the largest line of the largest change.
 */
export function settle(changes: readonly ChangeDocument[], total: Decimal, hours: Decimal): ChangeDocument[] {
  const rest = total.minus(sum(changes.map((change) => new Decimal(change.delta.monthly))));
  const [largest, ...others] = changes;
  if (rest.isZero() || !largest || rest.abs().greaterThan(ROUNDING.times(changes.length))) return [...changes];
  const monthly = new Decimal(largest.delta.monthly).plus(rest);
  const heaviest = largestLine(largest.lines);
  const lines = largest.lines.map((line) =>
    line === heaviest ? { ...line, delta: amountText(new Decimal(line.delta ?? 0).plus(rest)) } : line,
  );
  return [
    {
      ...largest,
      lines,
      delta: { ...largest.delta, monthly: amountText(monthly), hourly: amountText(monthly.div(hours)) },
    },
    ...others,
  ];
}

const weight = ({ delta }: ChangeLine): Decimal => new Decimal(delta ?? 0).abs();

const largestLine = (lines: readonly ChangeLine[]): ChangeLine | undefined =>
  lines.reduce<ChangeLine | undefined>(
    (best, line) => (best && weight(best).gte(weight(line)) ? best : line),
    undefined,
  );
