import { Decimal, ZERO } from '../../core/decimal.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';

/** Lines that are no usage, and name what they are of all the same. */
export const EXTRAS = ['credit', 'refund', 'tax', 'correction'] as const;
export type Extra = (typeof EXTRAS)[number];

/** What a bill charges one subject for one product on one day (or month, where its lines are no shorter). */
export interface Billed {
  quantity: Decimal;
  /** Usage and its discounts. */
  cost: Decimal;
  /** Of the cost, what lines of discounts take: negative. */
  discounts: Decimal;
  /** Credits, refunds, taxes and corrections of money alone, of this very product of this subject. */
  readonly extras: Map<Extra, Decimal>;
  /** At public prices; undefined where the bill does not tell for every line. */
  list: Decimal | undefined;
  /** Zones at the busiest hour: for lines of hours. */
  zones: Decimal | undefined;
}

/** Products by subject, then by day. */
export type BilledBySubject = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Billed>>>;

/** Bills of one line a month cannot tell days. */
export const grainOf = (lines: readonly BillLine[]): 'day' | 'month' =>
  lines.some((line) => line.seconds > 86_400 && line.lineType === 'usage') ? 'month' : 'day';

/** Adds up usage and discounts, and what else names the subject. `subjectOf` names whom a line belongs to; undefined leaves it out. */
export function billedBySubject(
  lines: readonly BillLine[],
  subjectOf: (line: BillLine) => string | undefined,
  bucketOf: (day: string) => string,
): BilledBySubject {
  const subjects = new Map<string, Map<string, Map<string, Billed>>>();
  for (const line of lines) {
    const subject = subjectOf(line);
    if (subject === undefined || line.product === undefined) continue;
    const products = subjects.get(subject) ?? new Map<string, Map<string, Billed>>();
    subjects.set(subject, products);
    const days = products.get(line.product) ?? new Map<string, Billed>();
    products.set(line.product, days);
    const bucket = bucketOf(line.day);
    const billed = days.get(bucket) ?? {
      quantity: ZERO,
      cost: ZERO,
      discounts: ZERO,
      extras: new Map(),
      list: ZERO,
      zones: undefined,
    };
    days.set(bucket, billed);
    add(billed, line);
  }
  return subjects;
}

/** A discount line takes from the cost alone: its quantity repeats that of the usage. */
function add(billed: Billed, line: BillLine): void {
  const extra = EXTRAS.find((each) => each === line.lineType);
  if (extra) {
    billed.extras.set(extra, (billed.extras.get(extra) ?? ZERO).plus(line.cost));
    return;
  }
  billed.cost = billed.cost.plus(line.cost);
  if (line.lineType === 'discount') {
    billed.discounts = billed.discounts.plus(line.cost);
    return;
  }
  billed.quantity = billed.quantity.plus(line.quantity);
  billed.list = billed.list && line.listCost ? billed.list.plus(line.listCost) : undefined;
  const zones = line.peakHourly ?? (line.seconds === 86_400 ? line.quantity.div(24) : undefined);
  if (zones) billed.zones = Decimal.max(billed.zones ?? ZERO, zones);
}
