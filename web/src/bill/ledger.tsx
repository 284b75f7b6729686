import type { ReconciliationDocument } from '../api/queries.ts';
import { counted, moneyText } from '../format/text.ts';

const PARTS = [
  ['matched', 'matched, with named causes'],
  ['beside', 'other products and months'],
  ['notUsage', 'credits, refunds, taxes and fees'],
  ['notModelled', 'not modelled'],
  ['remainder', 'remainder'],
] as const;

/** Where every line of the bill is: the parts add up to what was read, in each currency for itself. */
export function LedgerLines({ document }: { readonly document: ReconciliationDocument }) {
  const { ledger, otherLedgers = [], unplaced } = document;
  return (
    <ul className="lines" data-part="ledger">
      {PARTS.filter(([part]) => part === 'matched' || Number(ledger[part]) !== 0).map(([part, word]) => (
        <li key={part}>
          <span>{word}</span>
          <span className="number" title={ledger[part]}>
            {moneyText(ledger[part], ledger.currency)}
          </span>
        </li>
      ))}
      <li>
        <strong>Read</strong>
        <strong className="number" title={ledger.read}>
          {moneyText(ledger.read, ledger.currency)}
        </strong>
      </li>
      {unplaced.map(({ what, lines, amount }) => (
        <li key={what}>
          <span>{what}</span>
          <span className="number">{moneyText(amount, ledger.currency)}</span>
          <span className="muted">{counted(lines, 'line')} that nothing can be compared to</span>
        </li>
      ))}
      {otherLedgers.map(({ currency, read, remainder }) => (
        <li key={currency}>
          <span>In {currency}</span>
          <span className="number" title={read}>
            {moneyText(read, currency)}
          </span>
          <span className="muted">
            no exchange rate converts it: it is in no sum here
            {Number(remainder) !== 0 && `; ${moneyText(remainder, currency)} of it has no place`}
          </span>
        </li>
      ))}
    </ul>
  );
}
