import { GitbeakerRequestError } from '@gitbeaker/rest';
import type { Failure } from './attempts.ts';

/** What an error of the client says: GitLab's status and the wait it asks for. */
export function gitlabFailureOf(error: unknown): Failure {
  const response = error instanceof GitbeakerRequestError ? error.cause?.response : undefined;
  const status = response?.status;
  const after = Number(response?.headers.get('retry-after') ?? Number.NaN);
  return { status, retryAfterSeconds: Number.isFinite(after) ? after : undefined, throttled: status === 429 };
}
