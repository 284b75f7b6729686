import { Decimal } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { type NamedCharge, UNKNOWN_COST } from './bill-ledger.ts';
import { type ReadBill, rejectedLines } from './read-bill.ts';

const counted = (lines: number): string => (lines === 1 ? '1 line' : `${lines} lines`);
const money = (amount: Decimal | string, currency: string): string =>
  `${new Decimal(amount).toDecimalPlaces(10).toFixed()} ${currency}`;

/** What every face says of a bill that was read: lines left out, counted once, replaced, or of nothing that is compared. */
export function billFindings(
  findings: FindingLog,
  { rejected, doubles, older, notes, span }: ReadBill,
  named: readonly NamedCharge[],
  from: string,
): void {
  const currency = span?.currency ?? 'USD';
  for (const { code, subject, text } of notes) findings.add(code, subject, text);
  if (rejected > 0) findings.add('TG1205', from, rejectedLines(rejected));
  for (const { kind, lines, cost } of doubles) {
    const why =
      kind === 'line-id' ? 'share their line id and interval with another' : 'are of days that another export tells';
    findings.add('TG6060', from, `${counted(lines)} of ${money(cost, currency)} ${why}, and are counted once.`);
  }
  for (const name of older)
    findings.add('TG6060', name, `${name} is not counted: a newer version or the same file is.`);
  for (const { part, what, lines, amount } of named) {
    const text = `${counted(lines)} of ${what === UNKNOWN_COST ? 'an unknown amount' : money(amount, currency)}`;
    if (part === 'remainder') findings.add('TG6059', what, `${text}: ${what}.`);
    if (part === 'notModelled') findings.add('TG6062', what, `${text}: the usage type ${what} is not modelled.`);
    if (what === 'earlier-months') findings.add('TG6063', what, `${text} are of months before the billing period.`);
  }
}
