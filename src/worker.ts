import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { composeServices } from './compose.ts';
import type { Config } from './config.ts';
import { computeTask } from './http/compute/compute-task.ts';
import { type ImpactTask, impactTask } from './http/refresh/impact-task.ts';
import { watchRegions } from './http/refresh/regions-in-use.ts';
import { settled } from './http/work/wire-error.ts';
import type { WorkerModule } from './http/work/work-pool.ts';
import { type RefreshRequest, refreshRates } from './operations/rates-refresh/refresh-rates.ts';
import type { BillRequest } from './operations/resources/bills/bill-import.ts';
import { type AdviceRequest, adviceOf } from './operations/resources/recommendations/advice-of.ts';
import { recording, recordSpans } from './telemetry/recorded-spans.ts';

const services = composeServices(workerData as Config);
if ((workerData as Config).service.telemetry !== undefined) recordSpans();

/** Runs an operation in a worker thread. The bytes of the answer are handed over, not copied. */
export const run: WorkerModule['run'] = async (task) => {
  const { rates, regions } = watchRegions(services.rates);
  const { result, spans } = await recording(() => settled(computeTask(task, { ...services, rates })));
  if ('error' in result) return result;
  const { text, gate } = result.value;
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const value = { value: { bytes, regions: [...regions], gate, spans } };
  return move({ [transferableSymbol]: [bytes.buffer], [valueSymbol]: value }) as unknown as typeof value;
};

/** Plans after a scan. */
export const advise = (request: AdviceRequest) => settled(adviceOf(request, services));

/** Reads the configured bills. */
export const readBills = async (request: BillRequest) => {
  const { billReading } = await import('./operations/resources/bills/bill-reading.ts');
  return settled(billReading(request, services));
};

/** Reads the live price list and keeps it. */
export const refresh: WorkerModule['refresh'] = (request: RefreshRequest) => settled(refreshNow(request));

/** What changed prices do to networks. */
export const impact: WorkerModule['impact'] = (task: ImpactTask) => settled(impactTask(task, services.rates));

async function refreshNow(request: RefreshRequest) {
  const { rates, rateStore: store, liveRates, now } = services;
  return refreshRates(request, { live: await liveRates(), rates, store, now });
}
