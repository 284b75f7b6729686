import pRetry from 'p-retry';
import { TollgateError } from '../../../core/errors.ts';
import { unreachable, unreadable } from '../../price-list/errors.ts';

export interface DownloadOptions {
  /** Tries after the first one: 3 unless given. */
  readonly retries?: number | undefined;
  /** Wait in milliseconds before the first of them, doubled each time: 500 unless given. */
  readonly retryDelayMs?: number | undefined;
  /** Silence in milliseconds after which a download counts as failed: 30 seconds unless given. */
  readonly idleMs?: number | undefined;
  /** The global one unless given. */
  readonly fetch?: Fetch | undefined;
}

/** The largest offer files of AWS have half a gigabyte a Region. */
const MOST_BYTES = 8 * 2 ** 30;

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export type Download = <T>(
  url: string,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

/**
 * Downloads a file as a stream. A cut, silent, throttled or failing transfer begins again, a bounded number of times; then TG1305.
 * Another answer than 200 is TG1304. An abort stays what it is.
 */
export function downloader({
  retries = 3,
  retryDelayMs = 500,
  idleMs = 30_000,
  fetch = globalThis.fetch,
}: DownloadOptions): Download {
  return (url, read, signal) =>
    pRetry(() => attempt({ fetch, url, idleMs }, read, signal), {
      retries,
      minTimeout: retryDelayMs,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof TollgateError && error.code === 'TG1305',
    });
}

async function attempt<T>(
  { fetch, url, idleMs }: { readonly fetch: Fetch; readonly url: string; readonly idleMs: number },
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), idleMs);
  try {
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal });
    if (response.status === 429 || response.status >= 500) throw unreachable(`${url} answered ${response.status}.`);
    if (response.status !== 200 || response.body === null) throw unreadable(`${url} answered ${response.status}.`);
    return await read(watched(response.body, timer));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TollgateError) throw error;
    throw unreachable(`${url} could not be reached, or not read to its end.`, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Passes chunks on and starts the clock of silence anew at each. */
async function* watched(body: AsyncIterable<Uint8Array>, timer: NodeJS.Timeout): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    timer.refresh();
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw unreadable(`A price list has more than ${MOST_BYTES} bytes.`);
    yield chunk;
  }
}
