import { type Decimal, ZERO } from '../../core/decimal.ts';
import { Ledger, type LedgerPart } from '../../core/ledger.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import { placeOfLine } from '../../traffic/sources/billing-export/line-scope.ts';
import type { ReadBill } from './read-bill.ts';

/** What a bill charges that is not compared, by name. */
export interface NamedCharge {
  readonly part: Exclude<LedgerPart, 'matched'>;
  /** A product, the kind of a line, a usage type, or why it belongs to nothing. */
  readonly what: string;
  readonly lines: number;
  readonly amount: Decimal;
  readonly quantity: Decimal;
}

/** What lines are called that charge nobody can tell how much. */
export const UNKNOWN_COST = 'lines with a cost that cannot be read';

/** A bill with every line in its place: what is compared counts as matched until something moves it. */
export interface BillLedger {
  readonly ledger: Ledger;
  readonly compared: readonly BillLine[];
  /** Lines of the bill that are not compared. */
  readonly others: readonly BillLine[];
  readonly named: readonly NamedCharge[];
}

/** Enters every line of a bill, once. `names` are those of the network's endpoints. */
export function enterBill({ lines, unread, span }: ReadBill, names: ReadonlyMap<string, string>): BillLedger {
  const ledger = new Ledger();
  const charges = new Map<string, NamedCharge>();
  const compared: BillLine[] = [];
  const others: BillLine[] = [];
  const tell = (part: NamedCharge['part'], what: string, amount: Decimal, quantity: Decimal, count: number): void => {
    const key = `${part}\u0000${what}`;
    const before = charges.get(key) ?? { part, what, lines: 0, amount: ZERO, quantity: ZERO };
    charges.set(key, {
      ...before,
      lines: before.lines + count,
      amount: before.amount.plus(amount),
      quantity: before.quantity.plus(quantity),
    });
  };
  for (const line of lines) {
    const place = placeOfLine(line, names);
    const { payer, cost: amount } = line;
    const quantity = line.lineType === 'usage' ? line.quantity : ZERO;
    // Without usage of endpoints there is no period to compare.
    if (place.part === 'compared' && span !== undefined) {
      ledger.enter(line, 'matched', { payer, amount, ...inUnits(line, quantity) });
      compared.push(line);
      continue;
    }
    const { part, what } =
      place.part === 'compared' ? ({ part: 'remainder', what: 'charges without usage' } as const) : place;
    ledger.enter(line, part, { payer, amount, ...inUnits(line, quantity) });
    tell(part, what, amount, quantity, line.lines);
    others.push(line);
  }
  for (const each of unread) {
    ledger.enter(each, 'remainder', { payer: each.payer, amount: each.cost ?? ZERO });
    const what = each.cost === undefined ? UNKNOWN_COST : 'lines that cannot be read';
    tell('remainder', what, each.cost ?? ZERO, ZERO, each.lines);
  }
  const named = [...charges.values()].sort((a, b) => (`${a.part}${a.what}` < `${b.part}${b.what}` ? -1 : 1));
  return { ledger, compared, others, named };
}

/** Hours or GB, by what the product or the usage type ends with. */
export function inUnits(
  { product, usageType }: Pick<BillLine, 'product' | 'usageType'>,
  quantity: Decimal,
): { readonly hours?: Decimal; readonly gb?: Decimal } {
  if (/-hours$/i.test(product ?? usageType)) return { hours: quantity };
  // Transfer has no unit in its name, and is GB.
  return product === undefined && !/-bytes$/i.test(usageType) ? {} : { gb: quantity };
}
