import { Gauge, type Registry } from 'prom-client';
import type { Services } from '../../operations/services.ts';

/** How the service itself does: its parts and the jobs that replicas share. */
export function registerServiceGauges(
  registry: Registry,
  { readiness, jobFigures }: Pick<Services, 'readiness' | 'jobFigures'>,
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
