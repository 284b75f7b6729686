import { counted } from '../../core/counted.ts';
import { Decimal } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { rejectedText } from '../../traffic/sources/billing-export/index.ts';
import type { BillInCurrency } from './bill-currency.ts';
import { type NamedCharge, UNKNOWN_COST } from './bill-ledger.ts';

const money = (amount: Decimal | string, currency: string): string =>
  `${new Decimal(amount).toDecimalPlaces(10).toFixed()} ${currency}`;

/** What every face says of a bill that was read: lines left out, counted once, replaced, or of nothing that is compared. */
export function billFindings(
  findings: FindingLog,
  { bill: { rejected, doubles, older, notes }, currency, converted, foreign }: BillInCurrency,
  named: readonly NamedCharge[],
  from: string,
): void {
  for (const { code, subject, text } of notes) findings.add(code, subject, text);
  if (rejected > 0) findings.add('TG1205', from, rejectedText(rejected));
  for (const { kind, lines, cost, currency: own = currency } of doubles) {
    const why =
      kind === 'line-id' ? 'share their line id and interval with another' : 'are of days that another export tells';
    findings.add('TG6060', from, `${counted(lines, 'line')} of ${money(cost, own)} ${why}, and are counted once.`);
  }
  for (const name of older)
    findings.add('TG6060', name, `${name} is not counted: a newer version or the same file is.`);
  for (const { part, what, lines, amount } of named) {
    const text = `${counted(lines, 'line')} of ${what === UNKNOWN_COST ? 'an unknown amount' : money(amount, currency)}`;
    if (part === 'remainder') findings.add('TG6059', what, `${text}: ${what}.`);
    if (part === 'notModelled') findings.add('TG6062', what, `${text}: the usage type ${what} is not modelled.`);
    if (what === 'earlier-months') findings.add('TG6063', what, `${text} are of months before the billing period.`);
  }
  for (const { currency: own, lines, amount, converted: taken } of converted) {
    const text = `${counted(lines, 'line')} of ${money(amount, own)} are taken as ${money(taken, currency)}, at the rate that is given.`;
    findings.add('TG6066', from, text);
  }
  for (const { currency: own, lines, ledger } of foreign) {
    const text = `${counted(lines, 'line')} of ${money(ledger.read, own)} are not compared: give --exchange-rate ${own}=RATE, or reconcile them alone.`;
    findings.add('TG6065', own, text);
  }
}
