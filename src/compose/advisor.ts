import { unwrapped } from '../http/work/wire-error.ts';
import type { Advice, Advisor } from '../operations/resources/recommendations/advice-of.ts';

/** An advisor in a worker thread of its own, started when there is first something to plan and ended when it was idle for a while. */
export interface WorkerAdvisor {
  readonly advise: Advisor;
  close(): Promise<void>;
}

const IDLE_MS = 10_000;

/** `entry` is the worker module, `workerData` what it is started with. */
export function workerAdvisor(entry: URL, workerData: object, heapMiB: number): WorkerAdvisor {
  const start = async () => {
    const { Piscina } = await import('piscina');
    return new Piscina<unknown, Parameters<typeof unwrapped<Advice>>[0]>({
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
  return {
    async advise(request, signal) {
      starting ??= start();
      return unwrapped(await (await starting).run(request, { signal }));
    },
    async close() {
      await (await starting)?.destroy();
    },
  };
}
