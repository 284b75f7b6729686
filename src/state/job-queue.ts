import { PgBoss } from 'pg-boss';
import type { JobQueue } from '../analysis/scan/service-ports.ts';
import type { Database } from './database.ts';

const SCANS = 'scan';
const SCHEDULE = 'scan-schedule';

/** A job whose worker has been silent this long is given to another. */
const HEARTBEAT_SECONDS = 10;
const MOST_HOURS = 12;
const RETRIES = 5;

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
  const options = {
    retryLimit: RETRIES,
    retryDelay: 1,
    expireInSeconds: MOST_HOURS * 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  };
  await boss.createQueue(SCANS, options);
  await boss.createQueue(SCHEDULE);
  return {
    async work(handle) {
      await boss.work<{ scanId: string }>(SCANS, { pollingIntervalSeconds: 1 }, async ([job]) => {
        if (job) await handle(job.data.scanId, job.signal);
      });
    },
    async enqueue(scanId) {
      await boss.send(SCANS, { scanId });
    },
    async schedule(cron, run) {
      await boss.schedule(SCHEDULE, cron);
      await boss.work(SCHEDULE, { pollingIntervalSeconds: 2 }, run);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
