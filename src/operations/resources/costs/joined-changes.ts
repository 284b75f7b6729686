import { z } from 'zod';
import { AMOUNT_KINDS, Amount } from '../../../core/amount.ts';
import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import { sees, type VisibleAccounts } from '../access/principal.ts';
import { CHANGE_CAUSES, costChangeSchema, MOST_CHANGES } from './cost-changes.ts';
import type { CostDay } from './cost-store.ts';

/** What moved since the last scan of an earlier day, in one currency. */
export const joinedChangesSchema = z.object({
  currency: z.string(),
  regions: z.array(z.object({ region: z.string(), since: z.iso.date(), until: z.iso.date() })),
  monthly: z.string(),
  bound: z.enum(AMOUNT_KINDS),
  unknownBefore: z.number().int(),
  unknownAfter: z.number().int(),
  byCause: z.array(z.object({ cause: z.enum(CHANGE_CAUSES), monthly: z.string() })),
  largest: z.array(costChangeSchema.extend({ region: z.string() })),
  others: z.object({ changes: z.number().int(), monthly: z.string() }),
});
export type JoinedChanges = z.infer<typeof joinedChangesSchema>;

/** The changes of the newest day of each Region, of the accounts that somebody may see. A Region with one day alone has none. */
export function joinedChanges(days: readonly CostDay[], accounts: VisibleAccounts): readonly JoinedChanges[] {
  const compared = days.filter(({ since }) => since !== null);
  return [...Map.groupBy(compared, ({ currency }) => currency)].map(([currency, own]) => {
    const visible = own.flatMap(({ region, changes }) =>
      changes.filter(({ account }) => sees(accounts, account ?? undefined)).map((change) => ({ region, ...change })),
    );
    const ordered = visible
      .flatMap(({ region, largest }) => largest.map((change) => ({ region, ...change })))
      .toSorted((a, b) => new Decimal(b.monthly).abs().comparedTo(new Decimal(a.monthly).abs()));
    const rest = ordered.slice(MOST_CHANGES);
    const [before, after] = (['unknownBefore', 'unknownAfter'] as const).map((key) =>
      visible.reduce((all, change) => all + change[key], 0),
    ) as [number, number];
    const causes = Map.groupBy(
      visible.flatMap(({ byCause }) => byCause),
      ({ cause }) => cause,
    );
    return {
      currency,
      regions: own.map(({ region, since, day }) => ({ region, since: since ?? day, until: day })),
      monthly: added(visible),
      bound: Amount.of(ZERO, after).minus(Amount.of(ZERO, before)).kind,
      unknownBefore: before,
      unknownAfter: after,
      byCause: CHANGE_CAUSES.flatMap((cause) => {
        const parts = causes.get(cause);
        return parts ? [{ cause, monthly: added(parts) }] : [];
      }),
      largest: ordered.slice(0, MOST_CHANGES),
      others: {
        changes: rest.length + visible.reduce((all, { others }) => all + others.changes, 0),
        monthly: added([...rest, ...visible.map(({ others }) => others)]),
      },
    };
  });
}

const added = (amounts: readonly { readonly monthly: string }[]): string =>
  amountText(sum(amounts.map(({ monthly }) => new Decimal(monthly))));
