import { PgBoss } from 'pg-boss';
import type { JobKind, JobPayloads, JobQueue } from '../analysis/jobs/job-queue.ts';
import type { Database } from './database.ts';
import { JOB_KINDS } from './job-kinds.ts';

export interface JobQueueOptions {
  /** Called with errors of the queue's own upkeep. */
  readonly onError: (error: Error) => void;
}

/** Jobs in the state database, shared by all replicas on it: each is taken by one worker, and taken again if that one dies. */
export async function openJobQueue(database: Database, { onError }: JobQueueOptions): Promise<JobQueue> {
  const shared = 'connectionString' in database.queue ? database.queue : { db: database.queue };
  const boss = new PgBoss({
    ...shared,
    schema: 'jobs',
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 20,
  });
  boss.on('error', onError);
  await boss.start();
  for (const [kind, options] of Object.entries(JOB_KINDS)) await boss.createQueue(kind, options);
  return {
    async work<Kind extends JobKind>(
      kind: Kind,
      handle: (payload: JobPayloads[Kind], signal: AbortSignal) => Promise<void>,
    ) {
      await boss.work<JobPayloads[Kind]>(kind, { pollingIntervalSeconds: 1 }, async ([job]) => {
        if (job) await handle(job.data, job.signal);
      });
    },
    async enqueue(kind, payload) {
      await boss.send(kind, payload);
    },
    async schedule(name, cron, run) {
      await boss.createQueue(name);
      await boss.schedule(name, cron);
      await boss.work(name, { pollingIntervalSeconds: 2 }, run);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
