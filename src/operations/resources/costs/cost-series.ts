import { z } from 'zod';
import { AMOUNT_KINDS, Amount } from '../../../core/amount.ts';
import { Decimal } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import { HOURS_PER_MONTH } from '../../../core/quantity.ts';
import { type CostPart, costPartSchema } from './cost-day.ts';
import type { KeptCosts } from './cost-store.ts';

/** Money a month of 730 h, what it leaves out, and what that makes of it. */
export const costAmountSchema = z.object({
  monthly: z.string(),
  unknownLines: z.number().int(),
  bound: z.enum(AMOUNT_KINDS).describe('known, or at-least where lines are left out.'),
});
export type CostAmount = z.infer<typeof costAmountSchema>;

const valueSchema = costPartSchema.extend(costAmountSchema.shape);

/** Costs by value, the dearest first and what nobody owns last; `others` is what a limit left out. */
export const costValuesSchema = z.object({
  total: costAmountSchema,
  parts: z.array(valueSchema),
  others: costAmountSchema.extend({ values: z.number().int() }),
});
export type CostValues = z.infer<typeof costValuesSchema>;

export const seriesDaySchema = costValuesSchema.extend({
  day: z.iso.date(),
  currency: z.string(),
  perDay: z.string().describe('24 of 730 hours of the total.'),
  carried: z.array(z.string()).describe('Regions that were not scanned on the day: they stand as on the day before.'),
});
export type SeriesDay = z.infer<typeof seriesDaySchema>;

/** Days for which a Region that is not scanned stands as it was. */
const DAYS_CARRIED = 7;
const DAY_MS = 86_400_000;

const written = (amount: Amount): CostAmount => ({
  monthly: amountText(amount.knownPart),
  unknownLines: amount.leftOut,
  bound: amount.kind,
});

/** Adds up parts of accounts and Regions by value. Undefined `limit` = every value. */
export function costValues(kept: readonly CostPart[], limit?: number): CostValues {
  const values = [...Map.groupBy(kept, ({ value }) => value)]
    .map(([value, own]) => ({
      value,
      amount: Amount.sum(own.map(({ monthly, unknownLines }) => Amount.of(monthly, unknownLines))),
    }))
    .sort(
      (a, b) =>
        Number(a.value === null) - Number(b.value === null) ||
        b.amount.knownPart.comparedTo(a.amount.knownPart) ||
        ((a.value ?? '') < (b.value ?? '') ? -1 : 1),
    );
  // What nobody owns is shown however small it is.
  const nobody = values.filter(({ value }) => value === null);
  const named = values.filter(({ value }) => value !== null);
  const rest = limit === undefined ? [] : named.slice(limit);
  return {
    total: written(Amount.sum(values.map(({ amount }) => amount))),
    parts: [...named.slice(0, limit), ...nobody].map(({ value, amount }) => ({ value, ...written(amount) })),
    others: { values: rest.length, ...written(Amount.sum(rest.map(({ amount }) => amount))) },
  };
}

/** The days of a span, one entry a currency. A Region stands as on the day before until it is scanned again, for a week. */
export function costSeries(
  kept: readonly KeptCosts[],
  { from, to }: { readonly from: string; readonly to: string },
  limit?: number,
): readonly SeriesDay[] {
  const byDay = Map.groupBy(kept, ({ day }) => day);
  const standing = new Map<string, readonly KeptCosts[]>();
  const days: SeriesDay[] = [];
  for (let time = Date.parse(from) - DAYS_CARRIED * DAY_MS; time <= Date.parse(to); time += DAY_MS) {
    const day = new Date(time).toISOString().slice(0, 10);
    for (const [region, own] of Map.groupBy(byDay.get(day) ?? [], (each) => each.region)) standing.set(region, own);
    for (const [region, [first]] of standing) {
      if (first && time - Date.parse(first.day) > DAYS_CARRIED * DAY_MS) standing.delete(region);
    }
    if (day < from) continue;
    for (const [currency, own] of Map.groupBy([...standing.values()].flat(), (each) => each.currency)) {
      const values = costValues(
        own.flatMap(({ parts }) => parts),
        limit,
      );
      const perDay = new Decimal(values.total.monthly).times(24).div(HOURS_PER_MONTH);
      const carried = new Set(own.filter((each) => each.day !== day).map(({ region }) => region));
      days.push({ day, currency, perDay: amountText(perDay), carried: [...carried].sort(), ...values });
    }
  }
  return days;
}

/** The day from which a series must be read to know how Regions stand on `from`. */
export const readFrom = (from: string): string =>
  new Date(Date.parse(from) - DAYS_CARRIED * DAY_MS).toISOString().slice(0, 10);
