import { Decimal, sum } from '../../../core/decimal.ts';
import type { BudgetDocument } from '../../../report/budget-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';

/** A part of the network. Every criterion that is set must hold; none set = everything. */
export type BudgetScope = BudgetDocument['scope'];

/** What the part costs a month, and how many of its lines are not known. */
export function spentOf(
  scope: BudgetScope,
  { endpoints, resources }: Pick<EstimateDocument, 'endpoints' | 'resources'>,
): { readonly monthly: Decimal; readonly unknownLines: number } {
  const own = [...endpoints, ...resources].filter((each) => isInScope(scope, each));
  return {
    monthly: sum(own.map((each) => new Decimal(each.monthly))),
    unknownLines: own.reduce((total, each) => total + each.unknownLines, 0),
  };
}

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/** Whether every criterion holds for an endpoint or resource. */
export function isInScope(scope: BudgetScope, owner: Owner): boolean {
  const service = 'service' in owner ? owner.service : undefined;
  const wanted = [
    [scope?.region, owner.region],
    [scope?.account, owner.account],
    [scope?.vpc, owner.vpc],
    [scope?.service, service],
    ...Object.entries(scope?.tags ?? {}).map(([key, value]) => [value, owner.tags[key]] as const),
  ] as const;
  return wanted.every(([limit, actual]) => limit === undefined || limit === actual);
}

/** Whether the scope holds for something of which no more than its account and Region may be known. */
export function placeInScope(
  scope: BudgetScope,
  place: { readonly account?: string | undefined; readonly region?: string | undefined },
): 'in' | 'out' | 'unknown' {
  const { account, region, ...others } = scope ?? {};
  const wanted = [
    [account, place.account],
    [region, place.region],
  ].filter(([limit]) => limit !== undefined);
  if (wanted.some(([limit, actual]) => actual !== undefined && limit !== actual)) return 'out';
  const isPlaced = wanted.every(([, actual]) => actual !== undefined);
  return isPlaced && Object.values(others).every((each) => each === undefined) ? 'in' : 'unknown';
}
