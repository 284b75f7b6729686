import type { QueueOptions } from 'pg-boss';
import type { JobKind } from '../analysis/jobs/job-queue.ts';

/** A job whose worker has been silent this long is given to another. */
const HEARTBEAT_SECONDS = 10;

/** How often each kind of job is tried, and when it is given up as lost. */
export const JOB_KINDS: Readonly<Record<JobKind, QueueOptions>> = {
  scan: { retryLimit: 5, retryDelay: 1, expireInSeconds: 12 * 3600, heartbeatSeconds: HEARTBEAT_SECONDS },
  'after-scan': {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  },
};
