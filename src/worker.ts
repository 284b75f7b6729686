import { move, workerData } from 'piscina';
import { composeServices } from './compose.ts';
import type { Config } from './config.ts';
import { TollgateError } from './core/errors.ts';
import type { EstimateTask } from './http/estimates/estimate-task.ts';
import { priceTask } from './http/estimates/price-task.ts';
import type { WorkResult } from './http/estimates/work-pool.ts';

const services = composeServices(workerData as Config);

/** Prices one large estimate in a worker thread. The bytes of the answer are handed over, not copied. */
export async function work(task: EstimateTask): Promise<WorkResult> {
  try {
    const answer = new TextEncoder().encode(await priceTask(task, services));
    return move(answer) as Uint8Array;
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    const { code, message, hint, location } = error;
    return { error: { code, detail: message, hint, location } };
  }
}
