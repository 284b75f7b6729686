import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';

/** What a route that takes If-Match may answer. */
export const VERSION_ERRORS = ['TG1552'] as const;

/** The header of writes that must not overwrite what their sender has not seen. */
export const ifMatchSchema = z.looseObject({
  'if-match': z
    .string()
    .max(200)
    .optional()
    .describe(
      'The ETag of the version that is to be changed; another one is refused with 412. Absent or * = whichever there is.',
    ),
});

/** Says which version an answer holds. */
export function tagged<Record extends { readonly version: number }>(reply: FastifyReply, record: Record): Record {
  reply.header('etag', `"${record.version}"`);
  return record;
}

const TAG = /^"(\d{1,9})"$/;

/** The version that the sender has seen; undefined = he does not mind. Throws TG1552 for a tag that was never given out. */
export function expectedVersion({ headers }: FastifyRequest): number | undefined {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const version = TAG.exec(given)?.[1];
  if (version === undefined) throw changedSince();
  return Number(version);
}

/** TG1552. */
export const changedSince = (): TollgateError =>
  new TollgateError('TG1552', 'It was changed since the version that If-Match names.', {
    hint: 'Read it again, apply the change to what it is now, and send that ETag.',
  });
