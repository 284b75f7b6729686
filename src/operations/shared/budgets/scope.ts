import { Amount } from '../../../core/amount.ts';
import { ZERO } from '../../../core/decimal.ts';
import type { BudgetDocument } from '../../../report/budget-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';

/** A part of the network. Every criterion that is set must hold; none set = everything. */
export type BudgetScope = BudgetDocument['scope'];

/** What the part costs a month. What may or may not belong to it is left out of the amount and counted, line by line. */
export function spentOf(
  scope: BudgetScope,
  { endpoints, resources }: Pick<EstimateDocument, 'endpoints' | 'resources'>,
): Amount {
  const amountOf = (each: Owner): Amount => {
    const place = placeOf(scope, each);
    if (place === 'in') return Amount.of(each.monthly, each.unknownLines);
    const mayCost = each.lines.filter(({ status }) => status !== 'free').length;
    return place === 'out' ? Amount.NONE : Amount.of(ZERO, mayCost);
  };
  return Amount.sum([...endpoints, ...resources].map(amountOf));
}

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

type Place = 'in' | 'out' | 'unknown';

/** Whether every criterion holds for an endpoint or resource: unknown where none fails, and what one looks at is not known. */
export function placeOf(scope: BudgetScope, owner: Owner): Place {
  if ('kind' in owner && owner.kind === 'unread') return isWhole(scope) ? 'in' : 'unknown';
  const wanted: (readonly [string | undefined, string | undefined, known?: 'always'])[] = [
    [scope?.region, owner.region],
    [scope?.account, owner.account],
    [scope?.vpc, owner.vpc],
    // What is no endpoint has no service, and what lacks a tag is known to lack it.
    'kind' in owner ? [scope?.service, undefined, 'always'] : [scope?.service, owner.service],
    ...Object.entries(scope?.tags ?? {}).map(([key, value]) => [value, owner.tags[key], 'always'] as const),
  ];
  const open = wanted.filter(([limit, actual]) => limit !== undefined && limit !== actual);
  if (open.length === 0) return 'in';
  return open.every(([, actual, known]) => actual === undefined && known === undefined) ? 'unknown' : 'out';
}

/** Whether the scope is the whole network. */
export const isWhole = (scope: BudgetScope): boolean => Object.values(scope ?? {}).every((each) => each === undefined);

/** Whether the scope holds for something of which no more than its account and Region may be known. */
export function placeInScope(
  scope: BudgetScope,
  place: { readonly account?: string | undefined; readonly region?: string | undefined },
): Place {
  const { account, region, ...others } = scope ?? {};
  const wanted = [
    [account, place.account],
    [region, place.region],
  ].filter(([limit]) => limit !== undefined);
  if (wanted.some(([limit, actual]) => actual !== undefined && limit !== actual)) return 'out';
  const isPlaced = wanted.every(([, actual]) => actual !== undefined);
  return isPlaced && Object.values(others).every((each) => each === undefined) ? 'in' : 'unknown';
}
