import { join } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import type { HistoryScope } from './history-scope.ts';

const ACCOUNT = /^[0-9a-z-]{1,64}$/;
const REGION = /^[a-z]{2,5}(?:-[a-z]+)+-\d$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const scopeFolder = ({ account, region }: HistoryScope): string => {
  if (!ACCOUNT.test(account) || !REGION.test(region)) {
    throw new TollgateError('TG1012', 'An account or Region cannot be part of a path.');
  }
  return join(`account=${account}`, `region=${region}`);
};

/** Folder of an account and Region: <root>/throughput/account=<id>/region=<name> (the Hive layout Athena reads). Throws TG1012. */
export const scopePath = (root: string, scope: HistoryScope): string => join(root, 'throughput', scopeFolder(scope));

/** Folder of one UTC day of it. */
export function dayPath(root: string, scope: HistoryScope, day: string): string {
  if (!DAY.test(day)) throw new RangeError('a day is written YYYY-MM-DD');
  return join(scopePath(root, scope), `day=${day}`);
}

/** The UTC day of a time in seconds since 1970. */
export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

export const DAY_SECONDS = 86_400;

/** The first second of a UTC day. */
export const secondsOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** The name of a file that Athena, Trino and Hive pass over: what they see under its plain name counts for them. */
export const hiddenName = (name: string): string => `_${name}`;
