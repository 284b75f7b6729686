/** Jobs that replicas share, by what their payload tells. A kind more: one line here and one in `state/job-kinds.ts`. */
export interface JobPayloads {
  /** Runs a scan. */
  readonly scan: { readonly scanId: string };
  /** Ends a scan that was tried too often: its account and Region are free again. */
  readonly 'scan-dead': { readonly scanId: string };
  /** Does what follows a scan that has kept its snapshot. */
  readonly 'after-scan': { readonly scanId: string };
  /** Reads the configured bills. */
  readonly 'bill-import': { readonly importId: string };
  /** Tells a webhook of an event, once more where that failed before. */
  readonly 'webhook-delivery': { readonly deliveryId: string };
  /** Gives a delivery up that failed too often. */
  readonly 'webhook-dead': { readonly deliveryId: string };
}
export type JobKind = keyof JobPayloads;

/** Port: jobs that several replicas share; each job runs on one of them, and again elsewhere if that one dies. */
export interface JobQueue {
  /** Starts taking jobs of a kind. The signal is aborted when the service stops or the job is taken away. */
  work<Kind extends JobKind>(
    kind: Kind,
    handle: (payload: JobPayloads[Kind], signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  enqueue<Kind extends JobKind>(kind: Kind, payload: JobPayloads[Kind]): Promise<void>;
  /** Calls back on one replica whenever the cron expression (UTC) says so. */
  schedule(name: string, cron: string, run: () => Promise<void>): Promise<void>;
  /** Throws TG1553 for a cron expression that cannot be read or has no time to come. */
  checkPlan(cron: string): void;
  /** From now on the key is due whenever the cron expression (UTC) says so; replaces what it was. Throws TG1553. */
  plan(name: string, key: string, cron: string): Promise<void>;
  unplan(name: string, key: string): Promise<void>;
  /** Calls back on one replica whenever a key is due. */
  planned(name: string, run: (key: string) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}
