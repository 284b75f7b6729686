import type { Inventory } from './schema.ts';

type Tags = Inventory['VpcEndpoints'][number]['Tags'];

/** Keys that would change an object's prototype; AWS allows them as tags, no report needs them. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Tags as a record. */
export const tagsOf = (tags: Tags): Record<string, string> =>
  Object.fromEntries(
    (tags ?? []).flatMap(({ Key, Value }) => (Key === undefined || FORBIDDEN.has(Key) ? [] : [[Key, Value ?? '']])),
  );

/** RFC 3339 UTC of a time as the SDK (Date) or the AWS CLI (text) gives it. */
export function timeText(time: Date | string | undefined): string | undefined {
  const date = typeof time === 'string' ? new Date(time) : time;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
