import { Amount } from '../../core/amount.ts';
import { Decimal, sum } from '../../core/decimal.ts';
import { amountText } from '../../core/money.ts';
import { boundOf, deltaAmount } from '../../report/diff-amounts.ts';
import type { ChangeDocument, DiffDocument, ProjectDocument } from '../../report/diff-document.ts';
import type { DiffPart, DiffSide } from './side.ts';

type Totals = DiffDocument['base'];

/** What several sides cost together. `hours` = hours of the month. */
export function totalsOf(sides: readonly DiffSide[], hours: Decimal): Totals {
  const total = (field: 'monthly' | 'baseline' | 'usage'): Decimal =>
    sum(sides.map(({ document }) => new Decimal(document.totals[field])));
  const monthly = total('monthly');
  return {
    source: sides.length === 1 ? (sides[0]?.name ?? '') : `${sides.length} projects`,
    monthly: amountText(monthly),
    hourly: amountText(monthly.div(hours)),
    baseline: amountText(total('baseline')),
    usage: amountText(total('usage')),
    endpoints: sides.reduce((count, { document }) => count + document.endpoints.length, 0),
    unknownLines: sides.reduce((count, { document }) => count + document.totals.unknownLines, 0),
    unknownUsageLines: sides.reduce((count, { document }) => count + unknownUsage(document), 0),
  };
}

function unknownUsage({ endpoints, resources }: DiffSide['document']): number {
  const own = [...endpoints, ...resources].filter(({ unknownLines }) => unknownLines > 0);
  return own
    .flatMap(({ lines }) => lines)
    .filter(({ status, category }) => category === 'usage' && status !== 'priced' && status !== 'free').length;
}

export function deltaOf(base: Totals, head: Totals, hours: Decimal): DiffDocument['delta'] {
  const change = (field: 'monthly' | 'baseline' | 'usage'): Decimal => new Decimal(head[field]).minus(base[field]);
  const monthly = change('monthly');
  const past = new Decimal(base.monthly);
  return {
    monthly: amountText(monthly),
    hourly: amountText(monthly.div(hours)),
    baseline: amountText(change('baseline')),
    usage: amountText(change('usage')),
    percent: past.isZero() ? null : monthly.div(past).times(100).toDecimalPlaces(6).toNumber(),
  };
}

/** What base and head cost at list price; undefined where no discount was applied to any of them. */
export function listsOf(parts: readonly DiffPart[]): { readonly base: Decimal; readonly head: Decimal } | undefined {
  const totals = (side: 'base' | 'head') => parts.map((part) => part[side].document.totals);
  const all = [...totals('base'), ...totals('head')];
  if (all.every(({ list }) => list === undefined)) return undefined;
  const listOf = (side: 'base' | 'head') => sum(totals(side).map(({ list, monthly }) => new Decimal(list ?? monthly)));
  return { base: listOf('base'), head: listOf('head') };
}

/** The same sides and step, with the list prices beside them. */
export function atList(
  { base, head, delta }: Pick<DiffDocument, 'base' | 'head' | 'delta'>,
  lists: { readonly base: Decimal; readonly head: Decimal },
): Pick<DiffDocument, 'base' | 'head' | 'delta'> {
  return {
    base: { ...base, list: amountText(lists.base) },
    head: { ...head, list: amountText(lists.head) },
    delta: { ...delta, list: amountText(lists.head.minus(lists.base)) },
  };
}

/** Each project with what its own changes cost; undefined where the parts have no names. */
export function projectsOf(
  parts: readonly DiffPart[],
  changes: readonly ChangeDocument[],
  hours: Decimal,
): readonly ProjectDocument[] | undefined {
  const own = Map.groupBy(changes, (change) => change.project);
  const projects = parts.flatMap(({ project, base, head }): ProjectDocument[] => {
    if (project === undefined) return [];
    const mine = own.get(project) ?? [];
    const delta = sum(mine.map((change) => new Decimal(change.delta.monthly)));
    return [
      {
        name: project,
        base: totalsOf([base], hours),
        head: totalsOf([head], hours),
        delta: {
          monthly: amountText(delta),
          hourly: amountText(delta.div(hours)),
          ...boundOf(Amount.sum(mine.map((change) => deltaAmount(change.delta)))),
        },
        changes: mine.length,
      },
    ];
  });
  return projects.length === 0 ? undefined : projects;
}
