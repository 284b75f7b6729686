import { PgBoss, type SendOptions } from 'pg-boss';
import { TollgateError } from '../core/errors.ts';
import type { JobKind, JobPayloads, JobQueue } from '../operations/resources/jobs/job-queue.ts';
import { currentSpan, traced } from '../telemetry/spans.ts';
import type { Database } from './database.ts';
import { ENDS_AT_ONCE, JOB_KINDS, WORKERS } from './job-kinds.ts';

export interface JobQueueOptions {
  /** Called with errors of jobs, which are tried again, and of the queue's own upkeep. */
  readonly onError: (error: unknown, doing: string) => void;
  /** How often a kind of job is tried where that is a setting. */
  readonly retries?: Readonly<Partial<Record<JobKind, Pick<SendOptions, 'retryLimit' | 'retryDelay'>>>>;
}

/** The trace that a job goes on with. */
interface Traced {
  readonly traceparent?: string;
}

/** Jobs in the state database, shared by all replicas on it: each is taken by one worker, and taken again if that one dies. */
export async function openJobQueue(database: Database, { onError, retries = {} }: JobQueueOptions): Promise<JobQueue> {
  const shared = 'connectionString' in database.queue ? database.queue : { db: database.queue };
  const boss = new PgBoss({
    ...shared,
    schema: 'jobs',
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 20,
  });
  const stopping = new AbortController();
  boss.on('error', (error) => onError(error, 'upkeep'));
  await boss.start();
  try {
    for (const [kind, options] of Object.entries(JOB_KINDS)) await boss.createQueue(kind, options);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return {
    async work<Kind extends JobKind>(
      kind: Kind,
      handle: (payload: JobPayloads[Kind], signal: AbortSignal) => Promise<void>,
    ) {
      const options = { pollingIntervalSeconds: 1, localConcurrency: WORKERS[kind] ?? 1, burstWhenBatchFull: true };
      await boss.work<JobPayloads[Kind] & Traced>(kind, options, async ([job]) => {
        if (!job) return;
        const { traceparent } = job.data;
        const signal = ENDS_AT_ONCE.has(kind) ? AbortSignal.any([job.signal, stopping.signal]) : job.signal;
        await traced(`job ${kind}`, { kind: 'consumer', traceparent }, () =>
          handle(job.data, signal).catch((error: unknown) => {
            if (!signal.aborted) onError(error, kind);
            throw error;
          }),
        );
      });
    },
    async enqueue(kind, payload) {
      const key = 'deliveryId' in payload ? { singletonKey: payload.deliveryId } : {};
      const traceparent = currentSpan()?.traceparent;
      await boss.send(
        kind,
        { ...payload, ...(traceparent !== undefined && { traceparent }) },
        { ...retries[kind], ...key },
      );
    },
    async schedule(name, cron, run) {
      await boss.createQueue(name);
      await boss.schedule(name, cron);
      await boss.work(name, { pollingIntervalSeconds: 2 }, () =>
        run().catch((error: unknown) => {
          onError(error, name);
          throw error;
        }),
      );
    },
    checkPlan: (cron) => refuseCron(boss, cron),
    async plan(name, key, cron) {
      refuseCron(boss, cron);
      await boss.schedule(name, cron, { key }, { key });
    },
    unplan: (name, key) => boss.unschedule(name, key),
    async planned(name, run) {
      await boss.createQueue(name);
      await boss.work<{ readonly key: string }>(name, { pollingIntervalSeconds: 2 }, async ([job]) => {
        if (!job) return;
        await run(job.data.key).catch((error: unknown) => {
          onError(error, name);
          throw error;
        });
      });
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

function refuseCron(boss: PgBoss, cron: string): void {
  try {
    boss.previewSchedule(cron);
  } catch (cause) {
    throw new TollgateError('TG1553', `${cron} is no time of a schedule.`, {
      hint: 'Give minute, hour, day of the month, month and day of the week in UTC, such as 17 3 * * 1.',
      cause,
    });
  }
}
