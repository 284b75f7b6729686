import { RequestError } from '@octokit/request-error';
import type { Failure } from './attempts.ts';

/** Words with which GitHub tells a rate limit from a refusal; both answer 403. */
const LIMIT = /rate limit|abuse detection/i;

/** What an error of the client says: GitHub's status, the wait it asks for, and whether it is a rate limit. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof RequestError)) return graphqlFailure(error);
  const headers = error.response?.headers ?? {};
  const { status } = error;
  const throttled =
    status === 429 || (status === 403 && (headers['x-ratelimit-remaining'] === '0' || LIMIT.test(error.message)));
  return {
    status: status === 500 && !error.response ? undefined : status,
    retryAfterSeconds: throttled ? waitOf(headers) : undefined,
    throttled,
  };
}

/** `Retry-After` in seconds; without it GitHub asks to wait at least a minute. */
function waitOf(headers: Readonly<Record<string, string | number | undefined>>): number {
  const after = Number(headers['retry-after']);
  return headers['retry-after'] !== undefined && Number.isFinite(after) ? after : 60;
}

/** GraphQL answers 200 and names the kind of its refusal. */
const GRAPHQL_STATUS: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 };

function graphqlFailure(error: unknown): Failure {
  const errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const status = errors.length === 0 ? undefined : (GRAPHQL_STATUS[String(errors[0]?.type)] ?? 422);
  return { status, retryAfterSeconds: status === 429 ? 60 : undefined, throttled: status === 429 };
}
