import { createRequesterFn, type FormattedResponse, GitbeakerRequestError } from '@gitbeaker/requester-utils';

/** Longest wait for one answer, in milliseconds. */
const TIMEOUT_MS = 30_000;

/**
 * One request, sent once. The client's own handler repeats every method on 502, ten times: a note whose answer was lost would be
 * posted twice.
 */
async function send(endpoint: string, options: Readonly<Record<string, unknown>> = {}): Promise<FormattedResponse> {
  const { prefixUrl, searchParams, method, headers, body } = options;
  const url = new URL(endpoint, `${String(prefixUrl ?? '').replace(/\/+$/, '')}/`);
  url.search = typeof searchParams === 'string' ? searchParams : '';
  const request = new Request(url, {
    method: String(method ?? 'GET'),
    headers: headers as Record<string, string>,
    ...(body !== undefined && { body: body as string }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const response = await fetch(request);
  if (!response.ok) {
    const description = `GitLab answered ${response.status}`;
    throw new GitbeakerRequestError(description, { cause: { description, request, response } });
  }
  const json = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    body: json ? ((await response.json()) as Record<string, unknown>) : null,
    headers: Object.fromEntries(response.headers),
    status: response.status,
  };
}

export const plainRequests = createRequesterFn((_service, request) => Promise.resolve(request), send);
