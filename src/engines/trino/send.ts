import { setTimeout as pause } from 'node:timers/promises';
import { TollgateError } from '../../core/errors.ts';
import { limitedText } from '../../core/limited-body.ts';
import { readAnswer, type TrinoAnswer } from './answer.ts';

export interface TrinoOptions {
  /** Of the coordinator: http or https, host and port. */
  readonly url: string;
  readonly user: string;
  /** Sent over https only. */
  readonly password?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One answer holds a page of rows; above it, somebody else answers. */
const MOST_BYTES = 256 * 2 ** 20;
const ANSWER_MS = 60_000;
/** Answers of a coordinator that is busy or restarts, by the protocol: asked again after a while. */
const BUSY = new Set([429, 502, 503, 504]);
const TRIES = 8;

interface Request {
  readonly method: 'POST' | 'GET';
  readonly url: URL;
  readonly body?: string;
}

/** Sends one request of the protocol and reads its answer, patiently. Throws TG2072. */
export async function send(request: Request, options: TrinoOptions): Promise<TrinoAnswer> {
  for (let tried = 1; ; tried++) {
    const { answer, told } = await once(request, options, tried);
    if (answer?.ok) return readTold(told, options.url);
    if (answer && !BUSY.has(answer.status)) throw unreachable(options.url, `it answers ${answer.status}`);
    if (tried === TRIES) throw unreachable(options.url, answer ? `it answers ${answer.status}` : 'it does not answer');
    const seconds = Number(answer?.headers.get('retry-after'));
    await pause(seconds > 0 ? Math.min(seconds, 30) * 1000 : 100 * 2 ** tried);
  }
}

/** Ends a query that nobody reads any more. */
export async function cancel(url: URL, options: TrinoOptions): Promise<void> {
  const init = { method: 'DELETE', headers: headersOf(options), signal: AbortSignal.timeout(5_000) };
  await fetch(url, init).catch(() => undefined);
}

async function once(
  { method, url, body }: Request,
  options: TrinoOptions,
  tried: number,
): Promise<{ readonly answer?: Response; readonly told: string }> {
  const { signal } = options;
  const ends = [AbortSignal.timeout(ANSWER_MS), ...(signal ? [signal] : [])];
  const init = { method, headers: headersOf(options), redirect: 'error' as const, signal: AbortSignal.any(ends) };
  try {
    const answer = await fetch(url, body === undefined ? init : { ...init, body });
    return { answer, told: await limitedText(answer, MOST_BYTES) };
  } catch (cause) {
    signal?.throwIfAborted();
    // What was posted may run already: it is not posted again.
    if (method === 'POST' || tried === TRIES) throw unreachable(options.url, 'it does not answer', cause);
    return { told: '' };
  }
}

function headersOf({ url, user, password }: TrinoOptions): Record<string, string> {
  const headers = { 'X-Trino-User': user, 'X-Trino-Source': 'tollgate', 'X-Trino-Time-Zone': 'UTC' };
  if (password === undefined) return headers;
  if (!url.startsWith('https:')) throw unreachable(url, 'a password is sent over https only');
  return { ...headers, Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

function readTold(told: string, base: string): TrinoAnswer {
  try {
    return readAnswer(told);
  } catch (cause) {
    throw unreachable(base, 'its answer is none of Trino', cause);
  }
}

/** TG2072. */
export const unreachable = (base: string, why: string, cause?: unknown): TollgateError =>
  new TollgateError('TG2072', `Trino at ${new URL(base).host} cannot be asked: ${why}.`, {
    hint: 'Check the address, the user and the network.',
    cause,
  });
