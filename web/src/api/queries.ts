import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EstimateInput } from '../../../src/model/estimate.ts';
import type { CostKey } from '../../../src/operations/resources/costs/cost-day.ts';
import type { SeriesDay } from '../../../src/operations/resources/costs/cost-series.ts';
import type { JoinedChanges } from '../../../src/operations/resources/costs/joined-changes.ts';
import type { NetworkInUse } from '../../../src/operations/resources/network/network-in-use.ts';
import type { AdviceRecord } from '../../../src/operations/resources/recommendations/advice-record.ts';
import type { RateCard } from '../../../src/rates/rate-card.ts';
import type { AllocationDocument } from '../../../src/report/allocation-document.ts';
import type { BudgetDocument } from '../../../src/report/budget-document.ts';
import type { DiffDocument } from '../../../src/report/diff-document.ts';
import type { ForecastDocument } from '../../../src/report/forecast-document.ts';
import type { HeadroomDocument } from '../../../src/report/headroom-document.ts';
import type { PlanDocument } from '../../../src/report/plan-document.ts';
import type { ReconciliationDocument } from '../../../src/report/reconciliation-document.ts';
import type { EstimateDocument } from '../../../src/report/report.ts';
import { ApiError, ask, askFile, isStatic } from './client.ts';
import { useSeesAll } from './me.ts';
import { type Dropped, useDropped } from './network.ts';

export type { RateCard } from '../../../src/rates/rate-card.ts';
export type { AdviceRecord, CostKey, JoinedChanges, SeriesDay };
export type Topology = EstimateInput['topology'];
export type {
  AllocationDocument,
  DiffDocument,
  EstimateDocument,
  ForecastDocument,
  HeadroomDocument,
  PlanDocument,
  ReconciliationDocument,
};

/** An answer that the service keeps. */
export interface Kept<Document> {
  readonly id: string;
  readonly name: string;
  readonly keptAt: string;
  readonly document: Document;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const shown = (): Promise<NetworkInUse> => (isStatic ? askFile('topology') : ask('v1/topology'));

/** What the page shows: a file dropped onto it, else the network of the service. */
export function useNetwork(): UseQueryResult<
  Omit<NetworkInUse, 'network'> & { readonly network?: NetworkInUse['network'] }
> {
  const { network, version } = useDropped();
  return useQuery({
    queryKey: ['network', version],
    queryFn: async () => (network ? { origin: 'file' as const, name: network.name, capturedAt: null } : shown()),
  });
}

/** Sends the network to an operation. */
async function compute<Answer>(path: string, dropped: Dropped): Promise<Answer> {
  if (dropped.network) {
    const body = new FormData();
    body.append('file', dropped.network);
    return ask<Answer>(path, { method: 'POST', body });
  }
  const { network } = await shown();
  return ask<Answer>(path, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(network) });
}

/** How an operation is asked of the newest scans: by GET where the service has the network already, else by sending it. */
type Way = 'get' | 'post';

/** One operation on the network that is shown; `name` is its file beside a static page. */
function useOperation<Answer>(name: string, path: string, way: Way = 'get'): UseQueryResult<Answer> {
  const dropped = useDropped();
  return useQuery({
    queryKey: [name, path, dropped.version],
    queryFn: () => {
      if (dropped.network) return compute<Answer>(path, dropped);
      if (isStatic) return askFile<Answer>(name);
      return way === 'get' ? ask<Answer>(path) : compute<Answer>(path, dropped);
    },
  });
}

export const useEstimate = () => useOperation<EstimateDocument>('estimate', 'v1/estimates');
export const useHeadroom = () => useOperation<HeadroomDocument>('headroom', 'v1/headroom');
export const useForecast = (months: number) =>
  useOperation<ForecastDocument>(`forecast-${months}`, `v1/forecasts?months=${months}`);
export const usePlan = () => useOperation<PlanDocument>('recommendations', 'v1/recommendations', 'post');
export const useAllocation = (by: string) =>
  useOperation<AllocationDocument>(`allocation-${by}`, `v1/allocations?by=${encodeURIComponent(by)}`);

/** What the service keeps; nothing where one file is shown, or where `mayRead` is false. */
function useKept<Item>(name: string, path: string, mayRead = true): UseQueryResult<readonly Item[]> {
  const network = useNetwork();
  return useQuery({
    queryKey: [name, network.data?.origin],
    queryFn: async () => {
      if (isStatic) return (await askFile<{ data: readonly Item[] }>(name)).data;
      return (await ask<{ data: readonly Item[] }>(path)).data;
    },
    enabled: isStatic || (mayRead && network.data?.origin === 'scans'),
  });
}

/** Costs by day, of the newest scans; a file that is shown has none. */
function useCostRoute<Answer>(name: string, path: string): UseQueryResult<Answer> {
  const network = useNetwork();
  return useQuery({
    queryKey: [name, network.data?.origin, network.data?.capturedAt],
    queryFn: () => (isStatic ? askFile<Answer>(name) : ask<Answer>(path)),
    enabled: network.data?.origin === 'scans',
  });
}

export interface CostDays {
  readonly days: readonly SeriesDay[];
}
/** Thirteen months where `isLong`, else ninety days. */
export const useCostDays = (by: CostKey, isLong = false): UseQueryResult<CostDays> =>
  useCostRoute(
    `costs-${by}${isLong ? '-long' : ''}`,
    `v1/costs?groupBy=${by}${isLong ? `&limit=7&from=${monthsAgo(12)}` : '&limit=7'}`,
  );
export const useCostChanges = (): UseQueryResult<{ readonly currencies: readonly JoinedChanges[] }> =>
  useCostRoute('cost-changes', 'v1/costs/changes');

const monthsAgo = (months: number, now = new Date()): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);

/** What scans proposed and what became of it. */
export const useAdvice = () => useKept<AdviceRecord>('advice', 'v1/recommendations?limit=200');

export interface BudgetRecord {
  readonly id: string;
  readonly budget: BudgetDocument;
}
export const useBudgets = () => useKept<BudgetRecord>('budgets', 'v1/budgets?limit=200');
export const useDiffs = () => useKept<Kept<DiffDocument>>('diffs', 'v1/diffs?limit=200', useSeesAll());
export const useKeptReconciliations = () =>
  useKept<Kept<ReconciliationDocument>>('reconciliations', 'v1/reconciliations?limit=10', useSeesAll());

/** The bill that was dropped, else the newest that the service has compared. Undefined data = there is none. */
export function useReconciliation(): UseQueryResult<ReconciliationDocument | null> {
  const dropped = useDropped();
  const kept = useKeptReconciliations();
  const own = dropped.bills.length > 0;
  return useQuery({
    queryKey: ['reconciliation', dropped.version, kept.dataUpdatedAt],
    queryFn: async () => {
      if (!own) return kept.data?.[0]?.document ?? null;
      const body = new FormData();
      const network = dropped.network ?? new File([JSON.stringify((await shown()).network)], 'network.json');
      body.append('file', network);
      for (const bill of dropped.bills) body.append('bill', bill);
      return ask<ReconciliationDocument>('v1/reconciliations', { method: 'POST', body });
    },
    enabled: own || kept.isFetched || !kept.isLoading,
  });
}

/** The prices of Regions; one without prices is left out, as the model does. */
export function useRates(regions: readonly string[]): UseQueryResult<ReadonlyMap<string, RateCard>> {
  return useQuery({
    queryKey: ['rates', ...regions],
    queryFn: async () => {
      const cards = new Map<string, RateCard>();
      for (const region of regions) {
        const card = await rateCard(region);
        if (card) cards.set(region, card);
      }
      return cards;
    },
    enabled: regions.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

async function rateCard(region: string): Promise<RateCard | undefined> {
  try {
    const answer = isStatic
      ? await askFile<{ card: RateCard }>(`rates-${region}`)
      : await ask<{ card: RateCard }>(`v1/rates?region=${encodeURIComponent(region)}`);
    return answer.card;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'TG1303') return undefined;
    throw error;
  }
}
