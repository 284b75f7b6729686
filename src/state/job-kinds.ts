import type { Queue } from 'pg-boss';
import type { JobKind } from '../operations/resources/jobs/job-queue.ts';

/** A job whose worker has been silent this long is given to another. */
const HEARTBEAT_SECONDS = 10;

/** How often each kind of job is tried, and when it is given up as lost. */
export const JOB_KINDS: Readonly<Record<JobKind, Omit<Queue, 'name'>>> = {
  // The queue of the dead comes first: the other names it.
  'scan-dead': { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 60 },
  scan: {
    deadLetter: 'scan-dead',
    retryLimit: 5,
    retryDelay: 1,
    expireInSeconds: 12 * 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  },
  'after-scan': {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  },
  'bill-import': {
    retryLimit: 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 6 * 3600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  },
  'webhook-dead': { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 60 },
  'webhook-delivery': {
    deadLetter: 'webhook-dead',
    // Two replicas that relay at once hand a delivery over once.
    policy: 'exclusive',
    retryBackoff: true,
    retryDelayMax: 6 * 3600,
    expireInSeconds: 120,
    heartbeatSeconds: HEARTBEAT_SECONDS,
  },
};

/** Jobs of a kind that one replica does at a time; absent = 1. A slow receiver, or an AWS that hangs, must not hold up the others. */
export const WORKERS: Readonly<Partial<Record<JobKind, number>>> = { 'webhook-delivery': 8, scan: 4 };

/** Kinds that end at once when the replica stops: a scan takes minutes, and whoever takes it over goes on where it was. */
export const ENDS_AT_ONCE: ReadonlySet<JobKind> = new Set(['scan']);
