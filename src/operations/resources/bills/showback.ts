import { z } from 'zod';
import { Decimal, sum } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import type { BillSum } from './bill-import.ts';

/** What imported bills are shown by. `tag` is the tag that TOLLGATE_BILLS_TAG names. */
export const SHOWBACK_KEYS = ['tag', 'account', 'region', 'charge', 'resource', 'payer'] as const;
type ShowbackKey = (typeof SHOWBACK_KEYS)[number];

export const showbackRowSchema = z.object({
  month: z.string().describe('YYYY-MM (UTC)'),
  value: z.string().nullable().describe('Null where the bill names none.'),
  currency: z.string(),
  usage: z
    .string()
    .describe('What endpoints, NAT gateways, Transit Gateways and their transfer are charged, less their discounts.'),
  beside: z.string().describe('Credits, refunds, taxes and fees.'),
  total: z.string(),
});
export type ShowbackRow = z.infer<typeof showbackRowSchema>;

/** Parts of the ledger that are no cost of usage. */
const BESIDE: ReadonlySet<string> = new Set(['beside', 'notUsage']);

/** What a month charges by a key, one row for each value and currency: the rows add up to the bill. Pure. */
export function showbackOf(month: string, sums: readonly BillSum[], groupBy: ShowbackKey): readonly ShowbackRow[] {
  const groups = Map.groupBy(sums, (each) => JSON.stringify([each.currency, valueBy(each, groupBy)]));
  return [...groups].map(([key, own]) => {
    const [currency, value] = JSON.parse(key) as [string, string | null];
    const amount = (isBeside: boolean): Decimal =>
      sum(own.filter(({ part }) => BESIDE.has(part) === isBeside).map((each) => new Decimal(each.amount)));
    const [usage, beside] = [amount(false), amount(true)];
    const total = usage.plus(beside);
    return {
      month,
      value,
      currency,
      usage: amountText(usage),
      beside: amountText(beside),
      total: amountText(total),
    };
  });
}

const valueBy = (each: BillSum, key: ShowbackKey): string | null =>
  key === 'tag' ? (each.tag?.value ?? null) : each[key];

/** What orders rows, and what pages are cut by. */
export const showbackKey = ({ month, currency, value }: ShowbackRow): string => `${month} ${currency} ${value ?? ''}`;

/** Every month (YYYY-MM) from one to another, both inside. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  const at = new Date(`${from}-01T00:00:00Z`);
  for (; at.toISOString().slice(0, 7) <= to; at.setUTCMonth(at.getUTCMonth() + 1)) {
    months.push(at.toISOString().slice(0, 7));
  }
  return months;
}
