import { limitedText } from '../core/limited-body.ts';
import { RestFailure } from './rest-failure.ts';

/** Longest wait for one answer, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** Bytes of one page of comments at most. */
const MOST_BYTES = 32 * 2 ** 20;

export interface RestAnswer {
  /** The parsed body; undefined where there is none. */
  readonly body: unknown;
  readonly headers: Headers;
}

export type RestRequest = (method: string, url: string, body?: unknown) => Promise<RestAnswer>;

/** Sends JSON to one host, once, with its token. A redirect is not followed: it could carry the token elsewhere. Throws RestFailure. */
export function restClient(authorization: string): RestRequest {
  return async (method, url, body) => {
    const response = await fetch(url, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        'user-agent': 'tollgate',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || response.status === 203) {
      await response.body?.cancel();
      throw new RestFailure(response);
    }
    const text = await limitedText(response, MOST_BYTES);
    return { body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };
}

/** `user:password` as Basic, anything else as Bearer. */
export const authorizationOf = (token: string): string =>
  token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}`;
