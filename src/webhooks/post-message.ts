import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TollgateError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import type {
  PostMessage,
  SignedMessage,
  TargetAddress,
  TargetGuard,
} from '../operations/resources/events/delivery-ports.ts';
import { signatureHeaders } from './signature-headers.ts';

interface Posting {
  readonly guard: TargetGuard;
  /** Milliseconds within which the receiver must have answered. */
  readonly timeoutMs: number;
}

/**
 * Posts to the address that the guard has checked, not to one looked up again. Redirects are not followed, and of the answer
 * nothing but the status is read: what a receiver says must not come back to whoever made the webhook.
 */
export const createPostMessage = ({ guard, timeoutMs }: Posting): PostMessage => {
  return async (message, signal) => {
    const late = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await guard.check(message.url);
      const status = await post(message, addresses, AbortSignal.any([signal, late]));
      return status >= 200 && status < 300 ? { status } : { status, failure: failureOf(status) };
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) return { failure: `no answer within ${timeoutMs / 1000} s` };
      return { failure: reasonOf(error) };
    }
  };
};

const failureOf = (status: number): string =>
  status >= 300 && status < 400 ? `answered ${status}; redirects are not followed` : `answered ${status}`;

function reasonOf(error: unknown): string {
  if (error instanceof TollgateError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `cannot be reached (${code})`;
}

function post(
  message: SignedMessage,
  addresses: readonly [TargetAddress, ...TargetAddress[]],
  signal: AbortSignal,
): Promise<number> {
  const { url, body } = message;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const outgoing = send(url, {
    method: 'POST',
    agent: false,
    signal,
    lookup: lookupOf(addresses),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': `Tollgate/${VERSION}`,
      ...signatureHeaders(message),
    },
  });
  outgoing.on('error', reject);
  outgoing.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  outgoing.end(body);
  return promise;
}

const lookupOf =
  (addresses: readonly [TargetAddress, ...TargetAddress[]]): NonNullable<RequestOptions['lookup']> =>
  (_host, { all }, answer) =>
    all === true ? answer(null, [...addresses]) : answer(null, addresses[0].address, addresses[0].family);
