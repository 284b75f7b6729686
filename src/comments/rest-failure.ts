import type { Failure } from './attempts.ts';

/** An answer that is no success. The host's own text is left out: it may quote the request. */
export class RestFailure extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(response: Response) {
    super(`The host answered ${response.status}`);
    this.name = 'RestFailure';
    // Azure sends a sign-in page (203, or a redirect) where a token is not taken.
    const isSignIn = response.status === 203 || (response.status >= 300 && response.status < 400);
    this.status = isSignIn ? 401 : response.status;
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(after) ? after : undefined;
  }
}

/** What an error says about the request; anything but an answer is a network that did not carry one. */
export const restFailureOf = (error: unknown): Failure =>
  error instanceof RestFailure
    ? { status: error.status, retryAfterSeconds: error.retryAfterSeconds, throttled: error.status === 429 }
    : { status: undefined, retryAfterSeconds: undefined, throttled: false };
