import { Gauge, type Registry } from 'prom-client';
import type { Services } from '../../operations/services.ts';
import { remembered } from './remembered.ts';

type WatchedServices = Pick<Services, 'readiness' | 'jobFigures' | 'workFigures' | 'historyBytes' | 'now'>;

/** How the service itself does: its parts, the jobs that replicas share, what became of them, and what it holds. */
export function registerServiceGauges(
  registry: Registry,
  { readiness, jobFigures, workFigures, historyBytes, now }: WatchedServices,
): void {
  const registers = [registry];
  new Gauge({
    name: 'tollgate_part_up',
    help: '1 where a part of the service works, 0 where it fails; absent while it is not in use.',
    labelNames: ['part'],
    registers,
    async collect() {
      this.reset();
      const parts = (await readiness?.()) ?? {};
      for (const [part, state] of Object.entries(parts)) {
        if (state !== 'unused') this.set({ part }, Number(state === 'ok'));
      }
    },
  });
  const longest = new Gauge({
    name: 'tollgate_work_longest_seconds',
    help: 'Seconds that the longest scan or import of the last day took, or a delivery until its last attempt, by how it ended.',
    labelNames: ['work', 'state'],
    registers,
  });
  new Gauge({
    name: 'tollgate_work',
    help: 'Scans and imports of bills of the last day, and webhook deliveries that are kept, by how they ended.',
    labelNames: ['work', 'state'],
    registers,
    async collect() {
      this.reset();
      longest.reset();
      for (const { work, state, count, longestSeconds } of await (workFigures?.() ?? [])) {
        this.set({ work, state }, count);
        if (longestSeconds !== undefined) longest.set({ work, state }, longestSeconds);
      }
    },
  });
  const sizes = remembered(async () => (historyBytes ? [await historyBytes()] : []), now);
  new Gauge({
    name: 'tollgate_history_bytes',
    help: 'Bytes of the throughput history on disk.',
    registers,
    async collect() {
      const [bytes] = await sizes();
      if (bytes !== undefined) this.set(bytes);
    },
  });
  const oldest = new Gauge({
    name: 'tollgate_oldest_job_seconds',
    help: 'Age of the oldest job of a kind that waits.',
    labelNames: ['kind'],
    registers,
  });
  new Gauge({
    name: 'tollgate_jobs',
    help: 'Jobs by kind and state that the queue still holds: created and retry wait, active runs, completed and failed are over.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      this.reset();
      oldest.reset();
      for (const { kind, state, jobs, oldestSeconds } of await (jobFigures?.() ?? [])) {
        this.set({ kind, state }, jobs);
        if (state === 'created') oldest.set({ kind }, oldestSeconds);
      }
    },
  });
}
