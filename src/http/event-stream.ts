import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EventStreamOptions<Item> {
  /** Name of the event of an item. */
  readonly nameOf: (item: Item) => string;
  /** Header Last-Event-ID of a client that comes back: what it has seen is not sent again. */
  readonly lastEventId?: string | undefined;
  /** Whether whoever listens may still do so: a key that is revoked ends its streams. */
  readonly isAllowed: () => Promise<boolean>;
  /** Ends the items. */
  readonly end: () => void;
  /** Milliseconds after which a silent stream shows that it lives, and after which the listener is looked at again. */
  readonly everyMs?: number;
}

/** Milliseconds after which a client that was cut off comes back. */
const RETRY_MS = 3000;

/** Items as server-sent events with id, retry and heartbeat. */
export async function* eventStream<Item>(
  items: AsyncIterable<Item>,
  { nameOf, lastEventId, isAllowed, end, everyMs = 15_000 }: EventStreamOptions<Item>,
): AsyncGenerator<string> {
  const iterator = items[Symbol.asyncIterator]();
  let next = iterator.next();
  let looked = performance.now();
  try {
    yield `retry: ${RETRY_MS}\n\n`;
    for (;;) {
      const result = await beforeLong(next, everyMs);
      if (performance.now() - looked >= everyMs) {
        if (!(await isAllowed())) return;
        looked = performance.now();
      }
      if (result === undefined) yield ': still here\n\n';
      else if (result.done === true) return;
      else {
        next = iterator.next();
        const data = JSON.stringify(result.value);
        const id = createHash('sha256').update(data).digest('hex').slice(0, 16);
        if (id !== lastEventId) yield `event: ${nameOf(result.value)}\nid: ${id}\ndata: ${data}\n\n`;
      }
    }
  } finally {
    end();
    // What is still awaited fails or ends by that.
    next.catch(() => undefined);
  }
}

/** What comes within the time; undefined = nothing did. */
async function beforeLong<Value>(value: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([value, sleep(milliseconds, undefined, { signal }).catch(() => undefined)]);
  } finally {
    waiting.abort();
  }
}
