import type { BudgetDocument, BudgetEvaluation } from '../../report/budget-document.ts';
import type { EndpointRecord } from '../scan/endpoint-record.ts';
import { checkBudgets } from './check-budgets.ts';

/** Endpoints asked for at a time. */
const PAGE = 1000;

/** Port: the endpoints that the latest scans found, in ascending order of their id. */
export interface ScannedEndpoints {
  endpoints(
    filter: { readonly account?: string; readonly region?: string },
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly EndpointRecord[]>;
}

/** Use case: where a budget stands by what the latest scans found. Throws TG6010. */
export async function budgetOfScans(budget: BudgetDocument, scans: ScannedEndpoints): Promise<BudgetEvaluation> {
  const { region, account } = budget.scope ?? {};
  const filter = { ...(region !== undefined && { region }), ...(account !== undefined && { account }) };
  const records: EndpointRecord[] = [];
  for (let after: string | undefined; ; ) {
    const page = await scans.endpoints(filter, { limit: PAGE, after });
    records.push(...page);
    after = page.at(-1)?.id;
    if (page.length < PAGE || after === undefined) break;
  }
  const endpoints = records.map(({ cost, region: own, account: owner }) => ({ ...cost, region: own, account: owner }));
  const currency = records[0]?.currency ?? budget.currency;
  return checkBudgets([budget], { estimate: { currency, endpoints, resources: [] } });
}
