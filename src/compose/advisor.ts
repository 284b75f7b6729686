import { unwrapped } from '../http/work/wire-error.ts';
import type { BillReader, BillReading } from '../operations/resources/bills/bill-import.ts';
import type { Advice, Advisor } from '../operations/resources/recommendations/advice-of.ts';

/** An advisor in a worker thread of its own, started when there is first something to plan and ended when it was idle for a while. */
export interface WorkerAdvisor {
  readonly advise: Advisor;
  /** Reads bills in the same thread. */
  readonly readBills: BillReader;
  close(): Promise<void>;
}

const IDLE_MS = 10_000;

/** `entry` is the worker module, `workerData` what it is started with. */
export function workerAdvisor(entry: URL, workerData: object, heapMiB: number): WorkerAdvisor {
  const start = async () => {
    const { Piscina } = await import('piscina');
    return new Piscina({
      filename: entry.href,
      workerData,
      name: 'advise',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
  };
  let starting: ReturnType<typeof start> | undefined;
  const run = async <T>(name: string, request: unknown, signal: AbortSignal): Promise<T> => {
    starting ??= start();
    return unwrapped<T>(await (await starting).run(request, { signal, name }));
  };
  return {
    advise: (request, signal) => run<Advice>('advise', request, signal),
    readBills: (request, signal) => run<BillReading | undefined>('readBills', request, signal),
    async close() {
      await (await starting)?.destroy();
    },
  };
}
