import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { composeServices } from './compose.ts';
import type { Config } from './config.ts';
import { type AllocationTask, allocationTask } from './http/allocations/allocation-task.ts';
import { type CapacityTask, capacityTask } from './http/capacity/capacity-task.ts';
import { compareTask } from './http/diffs/compare-task.ts';
import type { DiffTask } from './http/diffs/diff-task.ts';
import type { EstimateTask } from './http/estimates/estimate-task.ts';
import { priceTask } from './http/estimates/price-task.ts';
import { type ReconcileTask, reconcileTask } from './http/reconciliations/reconcile-task.ts';
import { type ImpactTask, impactTask } from './http/refresh/impact-task.ts';
import { watchRegions } from './http/refresh/regions-in-use.ts';
import { type ScenarioTask, scenarioTask } from './http/scenarios/scenario-task.ts';
import { settled, type WorkResult } from './http/work/wire-error.ts';
import type { PricedText, WorkerModule } from './http/work/work-pool.ts';
import { type RefreshRequest, refreshRates } from './operations/rates/refresh-rates.ts';
import { type AdviceRequest, adviceOf } from './operations/resources/recommendations/advice-of.ts';
import type { Services } from './operations/services.ts';

const services = composeServices(workerData as Config);

/** Prices one large estimate in a worker thread. The bytes of the answer are handed over, not copied. */
export const price: WorkerModule['price'] = async (task: EstimateTask) => {
  const { rates, regions } = watchRegions(services.rates);
  const result = await settled(priceTask(task, { ...services, rates }));
  if ('error' in result) return result;
  const bytes = new TextEncoder().encode(result.value);
  const value = { value: { bytes, regions: [...regions] } };
  return move({ [transferableSymbol]: [bytes.buffer], [valueSymbol]: value }) as unknown as typeof value;
};

/** Compares two large networks in a worker thread. */
export const diff: WorkerModule['diff'] = async (task: DiffTask) => {
  const { rates, regions } = watchRegions(services.rates);
  const result = await settled(compareTask(task, { ...services, rates }));
  if ('error' in result) return result;
  const { text, gate } = result.value;
  return { value: { bytes: new TextEncoder().encode(text), regions: [...regions], gate } };
};

/** Reconciles a bill in a worker thread: DuckDB has threads of its own, the comparison has not. */
export const reconcile: WorkerModule['reconcile'] = (task: ReconcileTask) =>
  written((watched) => reconcileTask(task, watched));

/** Says whose a cost is, in a worker thread. */
export const allocate: WorkerModule['allocate'] = (task: AllocationTask) =>
  written((watched) => allocationTask(task, watched));

/** Prices variants side by side in a worker thread. */
export const compare: WorkerModule['compare'] = (task: ScenarioTask) =>
  written((watched) => scenarioTask(task, watched));

/** Runs work that gives text, and notes the Regions whose rates it asked for. */
async function written(work: (watched: Services) => Promise<string>): Promise<WorkResult<PricedText>> {
  const { rates, regions } = watchRegions(services.rates);
  const result = await settled(work({ ...services, rates }));
  if ('error' in result) return result;
  return { value: { bytes: new TextEncoder().encode(result.value), regions: [...regions] } };
}

/** Computes headroom or a forecast in a worker thread: fitting models would hold up everything else. */
export const capacity: WorkerModule['capacity'] = async (task: CapacityTask) => {
  const { rates, regions } = watchRegions(services.rates);
  const result = await settled(capacityTask(task, { ...services, rates }));
  if ('error' in result) return result;
  return { value: { bytes: new TextEncoder().encode(result.value), regions: [...regions] } };
};

/** Plans after a scan. */
export const advise = (request: AdviceRequest) => settled(adviceOf(request, services));

/** Reads the live price list and keeps it. */
export const refresh: WorkerModule['refresh'] = (request: RefreshRequest) => settled(refreshNow(request));

/** What changed prices do to networks. */
export const impact: WorkerModule['impact'] = (task: ImpactTask) => settled(impactTask(task, services.rates));

async function refreshNow(request: RefreshRequest) {
  const { rates, rateStore: store, liveRates, now } = services;
  return refreshRates(request, { live: await liveRates(), rates, store, now });
}
