import { z } from 'zod';
import { Decimal, sum, ZERO } from '../../../core/decimal.ts';
import { AMOUNT_PLACES, amountText, roundTo } from '../../../core/money.ts';
import type { CostDetail, DetailLine } from './cost-detail.ts';

/** Why an amount moved. `tiers`: the same price list, and the pool of bytes reaches another place in its tiers. */
export const CHANGE_CAUSES = ['added', 'removed', 'bytes', 'zones', 'hours', 'prices', 'tiers', 'known'] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

export const costChangeSchema = z.object({
  id: z.string(),
  account: z.string().optional(),
  service: z.string().optional(),
  cause: z.enum(CHANGE_CAUSES),
  monthly: z.string().describe('Change of what a month of 730 h costs.'),
  unit: z.string().optional(),
  from: z.string().optional().describe('Quantity before.'),
  to: z.string().optional().describe('Quantity after.'),
});
export type CostChange = z.infer<typeof costChangeSchema>;

/** What moved the costs of one account between two days. */
export const accountChangesSchema = z.object({
  account: z.string().nullable(),
  monthly: z.string(),
  unknownBefore: z.number().int(),
  unknownAfter: z.number().int(),
  byCause: z.array(z.object({ cause: z.enum(CHANGE_CAUSES), monthly: z.string() })),
  /** The largest; all of them and what others add up to is `monthly`. */
  largest: z.array(costChangeSchema),
  others: z.object({ changes: z.number().int(), monthly: z.string() }),
});
export type AccountChanges = z.infer<typeof accountChangesSchema>;

/** Changes that are named one by one. */
export const MOST_CHANGES = 50;

interface Moved extends Omit<CostChange, 'monthly'> {
  readonly amount: Decimal;
}

/**
 * What moved between two days, account by account. A change of quantity is counted at the price before; what is left is a change of
 * price where the price list is another, else of tiers. All causes together are the difference of the two days, exactly.
 */
export function costChanges(
  before: readonly CostDetail[],
  after: readonly CostDetail[],
  samePrices: boolean,
): readonly AccountChanges[] {
  const [old, now] = [new Map(before.map((each) => [each.id, each])), new Map(after.map((each) => [each.id, each]))];
  const accounts = Map.groupBy(
    [...new Set([...old.keys(), ...now.keys()])],
    (id) => (now.get(id) ?? old.get(id))?.account,
  );
  return [...accounts].map(([account, ids]) => {
    const moved = ids.flatMap((id) => movedOf(old.get(id), now.get(id), samePrices));
    const unknownOf = (details: ReadonlyMap<string, CostDetail>): number =>
      ids.reduce((all, id) => all + unknownLines(details.get(id)), 0);
    return summed(account ?? null, moved, unknownOf(old), unknownOf(now));
  });
}

const unknownLines = (detail: CostDetail | undefined): number =>
  (detail?.lines ?? []).filter(({ monthly }) => monthly === undefined).length;

function summed(account: string | null, moved: readonly Moved[], before: number, after: number): AccountChanges {
  const ordered = moved.toSorted((a, b) => b.amount.abs().comparedTo(a.amount.abs()) || (a.id < b.id ? -1 : 1));
  const rest = ordered.slice(MOST_CHANGES);
  const amountOf = (all: readonly Moved[]): string => amountText(sum(all.map(({ amount }) => amount)));
  return {
    account,
    monthly: amountOf(moved),
    unknownBefore: before,
    unknownAfter: after,
    byCause: [...Map.groupBy(moved, ({ cause }) => cause)].map(([cause, own]) => ({ cause, monthly: amountOf(own) })),
    largest: ordered
      .slice(0, MOST_CHANGES)
      .map(({ amount, ...change }) => ({ ...change, monthly: amountText(amount) })),
    others: { changes: rest.length, monthly: amountOf(rest) },
  };
}

function movedOf(old: CostDetail | undefined, now: CostDetail | undefined, samePrices: boolean): readonly Moved[] {
  const { id, account, service } = (now ?? old) as CostDetail;
  const who = { id, ...(account !== undefined && { account }), ...(service !== undefined && { service }) };
  if (old === undefined || now === undefined) {
    const amount = sum([...(now?.lines ?? []), ...(old?.lines ?? [])].map((line) => amountOf(line) ?? ZERO));
    return [{ ...who, cause: old ? 'removed' : 'added', amount: old ? amount.negated() : amount }];
  }
  const names = new Set([...old.lines, ...now.lines].map(nameOf));
  return [...names].flatMap((name) => {
    const [a, b] = [old, now].map(({ lines }) => lines.find((line) => nameOf(line) === name));
    return lineMoved(a, b, samePrices).map((part) => ({ ...who, ...part }));
  });
}

const nameOf = ({ charge, unit }: DetailLine): string => `${charge} ${unit}`;
const amountOf = (line: DetailLine | undefined): Decimal | undefined =>
  line?.monthly === undefined ? undefined : new Decimal(line.monthly);

function lineMoved(
  a: DetailLine | undefined,
  b: DetailLine | undefined,
  samePrices: boolean,
): readonly Omit<Moved, 'id'>[] {
  const line = (b ?? a) as DetailLine;
  // A line that was not there cost nothing; one without an amount is not known.
  const [from, to] = [a === undefined ? ZERO : amountOf(a), b === undefined ? ZERO : amountOf(b)];
  if (from === undefined || to === undefined) {
    const amount = (to ?? ZERO).minus(from ?? ZERO);
    return amount.isZero() && from === to ? [] : [{ cause: 'known', amount }];
  }
  const difference = to.minus(from);
  if (difference.isZero()) return [];
  const [q0, q1] = [new Decimal(a?.quantity ?? 0), new Decimal(b?.quantity ?? 0)];
  const byQuantity = q0.isZero() || q1.isZero() ? difference : roundTo(q1.minus(q0).times(from).div(q0), AMOUNT_PLACES);
  const rest = difference.minus(byQuantity);
  const words = { unit: line.unit, from: q0.toFixed(), to: q1.toFixed() };
  return [
    ...(byQuantity.isZero() ? [] : [{ cause: causeOf(line), amount: byQuantity, ...words }]),
    ...(rest.isZero() ? [] : [{ cause: samePrices ? ('tiers' as const) : ('prices' as const), amount: rest }]),
  ];
}

function causeOf({ charge, category }: DetailLine): ChangeCause {
  if (category === 'usage') return 'bytes';
  return charge === 'endpoint-hours' ? 'zones' : 'hours';
}
