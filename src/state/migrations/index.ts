import type { Migration } from 'kysely/migration';
import * as scans from './0001-scans.ts';
import * as snapshots from './0002-snapshots.ts';
import * as budgets from './0010-budgets.ts';
import * as recommendations from './0020-recommendations.ts';
import * as access from './0030-access.ts';
import * as webhooks from './0040-webhooks.ts';
import * as watch from './0041-watch.ts';
import * as idempotency from './0050-idempotency.ts';
import * as keptAnswers from './0060-kept-answers.ts';
import * as bills from './0080-bills.ts';
import * as costs from './0090-costs.ts';
import * as versions from './0110-versions.ts';
import * as schedules from './0120-schedules.ts';
import * as requestCounts from './0121-request-counts.ts';

/** Every migration in order; names never change once released. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-scans': scans,
  '0002-snapshots': snapshots,
  '0010-budgets': budgets,
  '0020-recommendations': recommendations,
  '0030-access': access,
  '0040-webhooks': webhooks,
  '0041-watch': watch,
  '0050-idempotency': idempotency,
  '0060-kept-answers': keptAnswers,
  '0080-bills': bills,
  '0090-costs': costs,
  '0110-versions': versions,
  '0120-schedules': schedules,
  '0121-request-counts': requestCounts,
};
