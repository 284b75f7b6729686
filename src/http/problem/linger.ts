import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A body up to this size may simply arrive: the connection stays usable. */
const SHORT_BYTES = 64 * 1024;
/** Milliseconds for which the rest of a refused body is still taken from the network. */
const LINGER_MS = 2000;

/** Whether a body is still arriving that is not worth waiting for. */
export function isArriving({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > SHORT_BYTES;
}

/**
 * An answer to a request that is still arriving. Closing at once would reset the connection and many clients would never see the
 * answer, so what arrives for a moment is taken and thrown away.
 */
export function lingering(text: string, request: IncomingMessage): Readable {
  return Readable.from(answerThenWait(text, request), { objectMode: false });
}

async function* answerThenWait(text: string, request: IncomingMessage): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  request.resume();
  const signal = AbortSignal.timeout(LINGER_MS);
  const over = (event: string) => once(request, event, { signal }).catch(() => undefined);
  await Promise.race([over('end'), over('close')]);
}
