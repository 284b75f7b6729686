import { type Decimal, ZERO } from '../../../core/decimal.ts';
import { amountText, quantityText } from '../../../core/money.ts';
import type { BillLine } from '../../../traffic/sources/billing-export/bill-lines.ts';
import { placeOfLine } from '../../../traffic/sources/billing-export/line-scope.ts';
import type { ReadBill } from '../../shared/read-bill.ts';
import type { BillSum } from './bill-import.ts';

/** Without a network no name but an AWS id is that of an endpoint. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** The sums of a bill that are kept: what is on every line of the products that Tollgate reads, each once. */
export function sumsOfBill({ lines, unread, span }: ReadBill, priced: string, tag?: string): readonly BillSum[] {
  const sums = new Map<string, { of: Omit<BillSum, 'amount' | 'quantity'>; amount: Decimal; quantity: Decimal }>();
  const add = (of: Omit<BillSum, 'amount' | 'quantity'>, amount: Decimal, quantity: Decimal): void => {
    const key = JSON.stringify(Object.values(of));
    const sum = sums.get(key) ?? { of, amount: ZERO, quantity: ZERO };
    sums.set(key, { of, amount: sum.amount.plus(amount), quantity: sum.quantity.plus(quantity) });
  };
  for (const line of lines)
    add(keyOf(line, line.currency ?? priced, tag), line.cost, line.lineType === 'usage' ? line.quantity : ZERO);
  // A line whose time cannot be read is of the newest period that the bill has.
  const period = [...lines.map((line) => line.period)].sort().at(-1) ?? span?.lastDay.slice(0, 7) ?? '1970-01';
  for (const { payer, resource, product, usageType, cost, currency } of unread) {
    add(
      {
        period,
        day: null,
        payer: payer ?? null,
        account: null,
        region: null,
        resource: resource ?? null,
        charge: product ?? usageType,
        lineType: 'unknown',
        part: 'remainder',
        tag: null,
        currency: currency ?? priced,
      },
      cost ?? ZERO,
      ZERO,
    );
  }
  return [...sums.values()].map(({ of, amount, quantity }) => ({
    ...of,
    amount: amountText(amount),
    quantity: quantityText(quantity),
  }));
}

const keyOf = (line: BillLine, currency: string, tag: string | undefined): Omit<BillSum, 'amount' | 'quantity'> => ({
  period: line.period,
  day: line.day,
  payer: line.payer ?? null,
  account: line.account ?? null,
  region: line.region ?? null,
  resource: line.resource ?? null,
  charge: line.product ?? line.usageType,
  lineType: line.lineType,
  part: placeOfLine(line, NO_NAMES).part,
  tag: tag === undefined || line.label === undefined ? null : { key: tag, value: line.label },
  currency,
});
