import { Decimal, sum } from '../../core/decimal.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** A monthly limit for a part of the network. Every criterion that is set must hold; none set = everything. */
export interface Budget {
  readonly name: string;
  readonly monthly: string;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  readonly vpc?: string | undefined;
  readonly service?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What the budget's part of the estimate costs a month, and how many of its lines are not known. */
export function spentOf(
  budget: Budget,
  { endpoints, resources }: Pick<EstimateDocument, 'endpoints' | 'resources'>,
): { readonly monthly: Decimal; readonly unknownLines: number } {
  const own = [...endpoints, ...resources].filter((each) => isInScope(budget, each));
  return {
    monthly: sum(own.map((each) => new Decimal(each.monthly))),
    unknownLines: own.reduce((total, each) => total + each.unknownLines, 0),
  };
}

type Owner = EstimateDocument['endpoints'][number] | EstimateDocument['resources'][number];

/** Whether every criterion of the budget holds for an endpoint or resource. */
export function isInScope(budget: Budget, owner: Owner): boolean {
  const service = 'service' in owner ? owner.service : undefined;
  const wanted = [
    [budget.region, owner.region],
    [budget.account, owner.account],
    [budget.vpc, owner.vpc],
    [budget.service, service],
    ...Object.entries(budget.tags ?? {}).map(([key, value]) => [value, owner.tags[key]] as const),
  ] as const;
  return wanted.every(([limit, actual]) => limit === undefined || limit === actual);
}
